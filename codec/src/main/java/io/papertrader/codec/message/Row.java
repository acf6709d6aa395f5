package io.papertrader.codec.message;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.MessageType;
import java.util.Optional;
import java.util.function.BiFunction;

/** What one row of {@link Instruction} says, but for its replies; made by what kind of message it is. */
record Row(
        int code,
        String specName,
        MessageType messageType,
        Instruction.Use use,
        Instruction.Session session,
        boolean isBinary,
        Optional<Layout<?>> layout,
        Optional<Layout<?>> content,
        Optional<BiFunction<FailCode, String, ? extends Failure>> failure) {

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
                Optional.of(make));
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
                Optional.empty());
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
                Optional.empty());
    }

    /** The same row, between master and worker only. */
    Row onLink() {
        return new Row(code, specName, messageType, Instruction.Use.LINK, session, isBinary, layout, content, failure);
    }

    /** The same row, answered by data that carries this. */
    Row content(Layout<?> content) {
        return new Row(code, specName, messageType, use, session, isBinary, layout, Optional.of(content), failure);
    }
}
