package io.papertrader.codec.message;

import io.papertrader.codec.wire.DataTransfer;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.MessageType;
import java.util.Optional;
import java.util.function.BiFunction;

/** One row of {@link Instruction} without its replies; there is a maker for each kind of message. */
record Row(
        int code,
        String specName,
        MessageType messageType,
        Instruction.Use use,
        Instruction.Session session,
        boolean isBinary,
        Optional<Layout<?>> layout,
        Optional<Layout<?>> content,
        Optional<BiFunction<FailCode, String, ? extends Failure>> failure,
        Handling handling) {
    /** The cost of a request that hashes a password. */
    static final int PASSWORD = 16;

    /** The cost of a request that reads many rows. */
    static final int QUERY = 4;

    /** The bytes of an answer that tells of one asset. */
    static final int ASSET_BYTES = 1_024;

    /** The bytes of an answer that names some assets. */
    static final int MATCHES_BYTES = 4_096;

    /** The bytes of an answer with a session and the workers that it can be used with. */
    static final int SESSION_BYTES = 16_384;

    /** The bytes of an answer that is one message of a few arguments. */
    private static final int SMALL_ANSWER = 1_024;

    /** The bytes of an answer in one full packet. */
    private static final int PACKET_ANSWER = DataTransfer.PACKET_SIZE + Header.SIZE;

    /** The way in which servers treat a request: see the columns of {@link Instruction}. */
    record Handling(
            Instruction.Repeat repeat,
            Instruction.Answerer answerer,
            int cost,
            int mostAnswerBytes,
            boolean isAboutAnOrder) {
        private static final Handling USUAL =
                new Handling(Instruction.Repeat.ALWAYS, Instruction.Answerer.MASTER, 1, SMALL_ANSWER, false);

        private Handling repeat(Instruction.Repeat other) {
            return new Handling(other, answerer, cost, mostAnswerBytes, isAboutAnOrder);
        }

        private Handling answerer(Instruction.Answerer other) {
            return new Handling(repeat, other, cost, mostAnswerBytes, isAboutAnOrder);
        }

        private Handling cost(int other) {
            return new Handling(repeat, answerer, other, mostAnswerBytes, isAboutAnOrder);
        }

        private Handling mostAnswerBytes(int other) {
            return new Handling(repeat, answerer, cost, other, isAboutAnOrder);
        }

        private Handling aboutAnOrder() {
            return new Handling(repeat, answerer, cost, mostAnswerBytes, true);
        }
    }

    /** A request in arguments that travels as a command. */
    static Row command(int code, String name, Instruction.Use use, Instruction.Session session, Layout<?> layout) {
        return new Row(code, name, MessageType.COMMAND, use, session, false, layout);
    }

    /** A request of the data transfer state. */
    static Row dataRequest(int code, String name, Instruction.Session session, Layout<?> layout) {
        return new Row(code, name, MessageType.DATA_TRANSFER, Instruction.Use.DATA_STATE, session, false, layout);
    }

    /** A server's return in arguments. */
    static Row answer(int code, String name, Layout<?> layout) {
        return new Row(
                code,
                name,
                MessageType.SERVER_RETURN,
                Instruction.Use.TO_CLIENT,
                Instruction.Session.NONE,
                false,
                layout);
    }

    /** A fail return. */
    static <F extends Failure> Row fail(int code, String name, Class<F> type, BiFunction<FailCode, String, F> make) {
        Row row = answer(code, name, Failure.layout(type, make));
        return new Row(
                code,
                name,
                row.messageType,
                row.use,
                row.session,
                row.isBinary,
                row.layout,
                Optional.empty(),
                Optional.of(make),
                Handling.USUAL);
    }

    /** A request of one server to the other, in binary values. */
    static Row question(int code, String name, Layout<?> layout) {
        return new Row(code, name, MessageType.COMMAND, Instruction.Use.LINK, Instruction.Session.NONE, true, layout);
    }

    /** The return that has no fields of its own. */
    static Row data(int code, String name) {
        return new Row(
                code,
                name,
                MessageType.SERVER_RETURN,
                Instruction.Use.TO_CLIENT,
                Instruction.Session.NONE,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Handling.USUAL);
    }

    /** A push of binary values. */
    static Row event(int code, String name, Instruction.Use use, Layout<?> layout) {
        return new Row(code, name, MessageType.EVENT, use, Instruction.Session.NONE, true, layout);
    }

    /** An OpenPGP message of the link's handshake. */
    static Row handshake(int code, String name, MessageType type, Layout<?> layout) {
        return new Row(code, name, type, Instruction.Use.LINK, Instruction.Session.NONE, true, layout);
    }

    private Row(
            int code,
            String specName,
            MessageType messageType,
            Instruction.Use use,
            Instruction.Session session,
            boolean isBinary,
            Layout<?> layout) {
        this(
                code,
                specName,
                messageType,
                use,
                session,
                isBinary,
                Optional.of(layout),
                Optional.empty(),
                Optional.empty(),
                Handling.USUAL);
    }

    /** The same row, between master and worker only. */
    Row onLink() {
        return new Row(
                code,
                specName,
                messageType,
                Instruction.Use.LINK,
                session,
                isBinary,
                layout,
                content,
                failure,
                handling);
    }

    /** The same row, answered by data that carries this, in one packet where nothing else is said. */
    Row content(Layout<?> content) {
        return new Row(
                code,
                specName,
                messageType,
                use,
                session,
                isBinary,
                layout,
                Optional.of(content),
                failure,
                handling.mostAnswerBytes(PACKET_ANSWER));
    }

    /** The same row, which done twice is not always the same as done once. */
    Row repeat(Instruction.Repeat repeat) {
        return handled(handling.repeat(repeat));
    }

    /** The same row, answered by somebody else than the master. */
    Row answeredBy(Instruction.Answerer answerer) {
        return handled(handling.answerer(answerer));
    }

    /** The same row, which costs the master so many times what the cheapest request costs. */
    Row cost(int cost) {
        return handled(handling.cost(cost));
    }

    /** The same row with another bound on the bytes of its answer. */
    Row mostAnswerBytes(int bytes) {
        return handled(handling.mostAnswerBytes(bytes));
    }

    /** The same row, which places or cancels an order. */
    Row aboutAnOrder() {
        return handled(handling.aboutAnOrder());
    }

    private Row handled(Handling other) {
        return new Row(code, specName, messageType, use, session, isBinary, layout, content, failure, other);
    }

    Instruction.Repeat repeat() {
        return handling.repeat;
    }

    boolean isAboutAnOrder() {
        return handling.isAboutAnOrder;
    }

    Instruction.Answerer answerer() {
        return handling.answerer;
    }

    int cost() {
        return handling.cost;
    }

    int mostAnswerBytes() {
        return handling.mostAnswerBytes;
    }
}
