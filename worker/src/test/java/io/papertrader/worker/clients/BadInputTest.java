package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.Failure.SellFail;
import io.papertrader.codec.message.Failure.StateSwitchFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest.GetWorkerStatus;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Header;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that no client should send (protocol 1, bad input). */
@QuarkusTest
class BadInputTest extends LinkedWorker {
    private static final int COMMAND = 1;
    private static final int DATA_REQUEST = 2;
    private static final int RETURN = 3;
    private static final int UNKNOWN = 9_999;

    /** A message of bytes that no encoder would make. */
    private static Buffer message(int type, int instruction, int arguments, String data) {
        return header(type, instruction, data.length(), arguments, 1, 1).appendString(data);
    }

    private static Buffer header(int type, int instruction, long dataSize, int arguments, int number, int max) {
        return Buffer.buffer()
                .appendUnsignedByte((short) type)
                .appendUnsignedShort(instruction)
                .appendUnsignedInt(dataSize)
                .appendUnsignedByte((short) arguments)
                .appendInt(number)
                .appendInt(max);
    }

    private static void assertGoesOn(ClientStandIn client) throws Exception {
        assertThat(client.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
    }

    private static FailCode code(Reply reply) {
        return ((Failure) reply).code();
    }

    @ParameterizedTest
    @ValueSource(ints = {COMMAND, DATA_REQUEST, RETURN, 4})
    void tellsThatAnInstructionIsUnknownAndGoesOn(int type) throws Exception {
        ClientStandIn client = connect();

        Reply reply = client.send(message(type, UNKNOWN, 1, "x")).reply(Instruction.DATA);

        assertThat(reply).isInstanceOf(DataFail.class);
        assertThat(code(reply)).isEqualTo(FailCode.UNKNOWN_INSTRUCTION);
        assertGoesOn(client);
    }

    @Test
    void knowsNoInstructionOfAServerFromAClient() throws Exception {
        ClientStandIn client = connect();

        Reply sessionId = client.send(message(RETURN, Instruction.SESSION_ID.code(), 3, "a 1 b"))
                .reply(Instruction.DATA);
        Reply event = client.send(message(4, Instruction.TRANSACTION_SETTLED.code(), 0, ""))
                .reply(Instruction.DATA);

        assertThat(code(sessionId)).isEqualTo(FailCode.UNKNOWN_INSTRUCTION);
        assertThat(code(event)).isEqualTo(FailCode.UNKNOWN_INSTRUCTION);
        assertGoesOn(client);
    }

    static List<Request> linkRequests() {
        return List.of(new LinkHello(Buffer.buffer("hello")), new VerifySession(newSessionId()), new GetWorkerStatus());
    }

    @ParameterizedTest
    @MethodSource("linkRequests")
    void knowsNoInstructionOfTheLinkFromAClient(Request request) throws Exception {
        ClientStandIn client = connect();

        Reply reply = client.send(MessageCodec.encode(request).encode()).reply(Instruction.DATA);

        assertThat(code(reply)).isEqualTo(FailCode.UNKNOWN_INSTRUCTION);
        assertThat(master.waiting(request.getClass())).isZero();
        assertGoesOn(client);
    }

    @Test
    void refusesAWrongNumberOfArgumentsByTheInstructionsFail() throws Exception {
        ClientStandIn client = connect();

        Reply tooFew = client.send(message(COMMAND, 4, 2, newSessionId().value() + " AAPL"))
                .reply(Instruction.PURCHASE_ASSET);
        Reply tooMany = client.send(message(COMMAND, 5, 4, newSessionId().value() + " AAPL 1 2"))
                .reply(Instruction.SELL_ASSET);

        assertThat(tooFew).isInstanceOf(PurchaseFail.class);
        assertThat(code(tooFew)).isEqualTo(FailCode.BAD_ARGUMENT);
        assertThat(tooMany).isInstanceOf(SellFail.class);
        assertThat(code(tooMany)).isEqualTo(FailCode.BAD_ARGUMENT);
        assertGoesOn(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "-1", "0", "1.123456789", "NaN", "", "99999999999999999999", "1,5"})
    void refusesABadDecimalByTheInstructionsFail(String quantity) throws Exception {
        ClientStandIn client = connect();

        Reply reply = client.send(message(COMMAND, 4, 3, newSessionId().value() + " AAPL " + quantity))
                .reply(Instruction.PURCHASE_ASSET);

        assertThat(reply).isInstanceOf(PurchaseFail.class);
        assertThat(code(reply)).isEqualTo(FailCode.BAD_ARGUMENT);
        assertGoesOn(client);
    }

    @Test
    void refusesAStateThatThereIsNotAndStillReadsWhatFollows() throws Exception {
        ClientStandIn client = connect();

        Reply reply = client.send(message(COMMAND, 6, 2, newUser().session().value() + " dreaming"))
                .reply(Instruction.SWITCH_STATE);

        assertThat(reply).isInstanceOf(StateSwitchFail.class);
        assertThat(code(reply)).isEqualTo(FailCode.BAD_ARGUMENT);
        assertGoesOn(client);
    }

    @Test
    void takesTheMostDataThatAMessageMayHave() throws Exception {
        ClientStandIn client = connect();

        Reply reply = client.send(message(COMMAND, UNKNOWN, 1, "x".repeat(Header.MAX_DATA_SIZE)))
                .reply(Instruction.DATA);

        assertThat(code(reply)).isEqualTo(FailCode.UNKNOWN_INSTRUCTION);
        assertGoesOn(client);
    }

    static Stream<Buffer> impossibleHeaders() {
        return Stream.of(
                header(COMMAND, 1, Header.MAX_DATA_SIZE + 1L, 1, 1, 1),
                header(COMMAND, 1, 0xFFFF_FFFFL, 1, 1, 1),
                header(COMMAND, 256, 0, 0, 1, 2),
                header(COMMAND, 256, 0, 0, 2, 1),
                header(DATA_REQUEST, 272, 0, 0, 0, 0),
                header(0, 256, 0, 0, 1, 1),
                header(5, 256, 0, 0, 1, 1),
                // TLS, which a port with no certificate does not speak.
                Buffer.buffer(HexFormat.of().parseHex("16030102000100010003030102030405060708")),
                Buffer.buffer("GET / HTTP/1.1\r\nHost: worker\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("impossibleHeaders")
    void answersAnImpossibleHeaderWithMalformedAndCloses(Buffer bytes) throws Exception {
        ClientStandIn client = connect();

        Reply reply = client.send(bytes).reply(Instruction.DATA);

        assertThat(reply).isInstanceOf(DataFail.class);
        assertThat(code(reply)).isEqualTo(FailCode.MALFORMED);
        assertThat(client.isClosedWithoutAWord()).isTrue();
    }

    @Test
    void answersWhatCameBeforeAnImpossibleHeaderFirst() throws Exception {
        master.hold(GetWorkers.class);
        ClientStandIn client = connect();

        client.send(MessageCodec.encode(new GetWorkers()).encode().appendBuffer(header(0, 0, 0, 0, 1, 1)));
        master.next(GetWorkers.class).answer(new WorkerList(List.of()));

        assertThat(client.reply(Instruction.GET_WORKERS)).isEqualTo(new WorkerList(List.of()));
        assertThat(code(client.reply(Instruction.DATA))).isEqualTo(FailCode.MALFORMED);
        assertThat(client.isClosedWithoutAWord()).isTrue();
    }

    @Test
    void obeysNothingBehindAnImpossibleHeader() throws Exception {
        ClientStandIn client = connect();

        client.send(header(0, 0, 0, 0, 1, 1)
                .appendBuffer(MessageCodec.encode(new GetWorkers()).encode()));

        assertThat(code(client.reply(Instruction.DATA))).isEqualTo(FailCode.MALFORMED);
        assertThat(client.isClosedWithoutAWord()).isTrue();
        assertThat(master.waiting(GetWorkers.class)).isZero();
    }

    @Test
    void readsMessagesThatComeByteByByte() throws Exception {
        User user = newUser();
        ClientStandIn client = connect();
        byte[] bytes = MessageCodec.encode(toData(user)).encode().getBytes();

        for (byte one : bytes) {
            client.send(Buffer.buffer(new byte[] {one}));
        }

        assertThat(client.reply(Instruction.SWITCH_STATE)).isNotInstanceOf(Failure.class);
    }

    @Test
    void dropsAMessageThatTheEndOfTheConnectionCutsOff() throws Exception {
        ClientStandIn client = connect();
        Buffer whole = MessageCodec.encode(new GetWorkers()).encode();

        client.send(whole.slice(0, whole.length() - 1));
        client.finishWriting();

        assertThat(client.isClosedWithoutAWord()).isTrue();
        assertThat(master.waiting(GetWorkers.class)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isNotTakenDownByRandomBytes(long seed) throws Exception {
        byte[] random = new byte[20_000];
        new Random(seed).nextBytes(random);
        // Half of them begin like a message, so that more than the first check sees them.
        Buffer bytes = seed % 2 == 0 ? header(COMMAND, Instruction.LOGIN.code(), 1_000, 3, 1, 1) : Buffer.buffer();
        ClientStandIn client = connect();

        client.send(bytes.appendBytes(random));

        assertThat(client.reply(Instruction.LOGIN)).as("seed %d", seed).isInstanceOf(Failure.class);
        assertGoesOn(connect());
    }
}
