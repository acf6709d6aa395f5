package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest.GetWorkerStatus;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersReply.WorkerListPage;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.message.WorkersRequest.GetWorkersPage;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.master.Await;
import io.papertrader.master.Desk;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that are no worker's: a client's one question, strangers, and noise. */
@QuarkusTest
class ArrivalTest {
    private static final SessionId SESSION = SessionId.of(new byte[SessionId.BYTES]);
    private static final int MAX_CONNECTIONS = 40;
    private static final int STRANGERS_PER_ADDRESS = 4;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

    @Inject
    Fleet fleet;

    @Inject
    Listener listener;

    private Fleet.Member member;

    /** Registers the worker, so that it is expected from the address of these tests, unless they say otherwise. */
    @BeforeEach
    void enroll() throws Exception {
        member = fleet.enroll();
    }

    @AfterEach
    void dismiss() throws Exception {
        fleet.dismiss();
    }

    @Test
    void tellsClientTheConnectedWorkersAndCloses() throws Exception {
        fleet.link(member);
        Caller client = fleet.call();

        client.send(new GetWorkers());

        assertThat(reply(client))
                .isEqualTo(new WorkerList(List.of(member.worker().publicAddress())));
        assertThat(client.untilClosed().length()).isZero();
    }

    @Test
    void answersWithAPageWhereOneIsAskedFor() throws Exception {
        Caller client = fleet.call();

        client.send(new GetWorkersPage(Cursor.START));

        Frame frame = Frame.decode(client.untilClosed());
        assertThat(new ReplyReader(Instruction.GET_WORKERS_PAGE).read(frame))
                .contains(new WorkerListPage(new WorkerList(List.of()), Optional.empty()));
    }

    @Test
    void tellsStrangersToo() throws Exception {
        Caller stranger = fleet.callFrom("127.0.0.9");

        stranger.send(new GetWorkers());

        assertThat(reply(stranger)).isEqualTo(new WorkerList(List.of()));
    }

    @Test
    void keepsStrangersWithoutAWordFromTheWorkersPlaces() throws Exception {
        List<Caller> strangers = new ArrayList<>();
        for (int number = 0; number < 2 * MAX_CONNECTIONS; number++) {
            strangers.add(fleet.callFrom("127.0.1." + (1 + number % 100)));
        }

        fleet.link(member).assertAlive();

        for (Caller stranger : strangers) {
            assertThat(stranger.untilClosed().length()).isZero();
        }
    }

    @Test
    void letsOneStrangerHaveAFewPlacesOnly() throws Exception {
        List<Caller> silent = new ArrayList<>();
        for (int number = 0; number < STRANGERS_PER_ADDRESS; number++) {
            silent.add(fleet.callFrom("127.0.0.9"));
        }

        Caller oneMore = fleet.callFrom("127.0.0.9");

        assertThat(oneMore.untilClosed().length()).isZero();
        Caller neighbour = fleet.callFrom("127.0.0.10");
        neighbour.send(new GetWorkers());
        assertThat(reply(neighbour)).isNotNull();
        for (Caller stranger : silent) {
            assertThat(stranger.untilClosed().length()).isZero();
        }
        Await.until(() -> isAnswered("127.0.0.9"));
    }

    @Test
    void cutsStrangerThatSendsMoreThanAHeaderUnread() throws Exception {
        Caller stranger = fleet.callFrom("127.0.0.9");

        stranger.send(header(MessageType.COMMAND.code(), Instruction.LINK_HELLO.code(), 1, 1, 1));

        assertThat(stranger.untilClosed().length()).isZero();
    }

    @Test
    void sumsUpWhomItRefusesInALineAnAddress() throws Exception {
        listener.sumUp();
        try (LoggedLines log = new LoggedLines(Links.class)) {
            for (int number = 0; number < 50; number++) {
                Caller stranger = fleet.callFrom("127.0.0.9");
                stranger.send(header(MessageType.COMMAND.code(), Instruction.LINK_HELLO.code(), 1, 1, 1));
                stranger.untilClosed();
            }

            listener.sumUp();

            // The listener's own minute may end in between, and make two lines of them.
            Await.until(() -> refused(log, "127.0.0.9") == 50);
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("127.0.0.9: "))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void readsQuestionThatComesInPieces() throws Exception {
        Caller client = fleet.call();

        for (byte piece : MessageCodec.encode(new GetWorkers()).encode().getBytes()) {
            client.send(Buffer.buffer(new byte[] {piece}));
        }

        assertThat(reply(client)).isEqualTo(new WorkerList(List.of()));
    }

    @Test
    void answersTheFirstQuestionOnly() throws Exception {
        Buffer question = MessageCodec.encode(new GetWorkers()).encode();
        Caller client = fleet.call();

        client.send(question.copy().appendBuffer(question));

        assertThat(reply(client)).isNotNull();
        assertThat(client.untilClosed().length()).isZero();
    }

    static Stream<Request> otherRequests() {
        UserName somebody = new UserName("somebody");
        return Stream.of(
                Desk.login(somebody),
                Desk.registration(somebody),
                new LoginSession(SESSION),
                new GetUserInfo(SESSION, somebody),
                new GetAssetList(),
                new VerifySession(SESSION),
                new GetWorkerStatus());
    }

    @ParameterizedTest
    @MethodSource("otherRequests")
    void closesOnAnyOtherRequest(Request request) throws Exception {
        Caller client = fleet.call();

        client.send(request);

        assertThat(client.untilClosed().length()).isZero();
    }

    static Stream<Instruction> everyOtherRow() {
        return Arrays.stream(Instruction.values()).filter(row -> row != Instruction.GET_WORKERS);
    }

    @ParameterizedTest
    @MethodSource("everyOtherRow")
    void closesOnEveryOtherRowOfTheTable(Instruction row) throws Exception {
        Caller client = fleet.call();

        // With an argument too many, so that a hello is none either.
        client.send(new Frame(Header.single(row.messageType(), row.code(), 1, 9), Buffer.buffer("x")).encode());

        assertThat(client.untilClosed().length()).isZero();
    }

    @Test
    void closesOnUnknownInstruction() throws Exception {
        Caller client = fleet.call();

        client.send(header(MessageType.COMMAND.code(), 999, 0, 1, 1));

        assertThat(client.untilClosed().length()).isZero();
    }

    static Stream<Buffer> impossibleHeaders() {
        return Stream.of(
                header(0, 256, 0, 1, 1),
                header(5, 256, 0, 1, 1),
                header(1, 256, Header.MAX_DATA_SIZE + 1, 1, 1),
                header(1, 256, -1, 1, 1),
                header(1, 256, 0, 2, 2),
                header(1, 256, 0, 0, 0),
                Buffer.buffer("GET / HTTP/1.1\r\nHost: master\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("impossibleHeaders")
    void answersImpossibleHeaderMalformedAndCloses(Buffer bytes) throws Exception {
        Caller client = fleet.call();

        client.send(bytes);

        Reply reply = reply(client);
        assertThat(reply).isInstanceOf(DataFail.class);
        assertThat(((DataFail) reply).code()).isEqualTo(FailCode.MALFORMED);
        assertThat(client.untilClosed().length()).isZero();
    }

    @Test
    void survivesAnyBytes() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = (byte) (1 + random.nextInt(4));
            }
            try (Caller stranger = fleet.call()) {
                stranger.send(Buffer.buffer(noise));
                stranger.finish();
                Buffer answer = stranger.untilClosed();
                assertThat(answer.length() == 0 || isMalformed(answer))
                        .as("seed %d, round %d", seed, round)
                        .isTrue();
            }
        }
        Caller client = fleet.call();
        client.send(new GetWorkers());
        assertThat(reply(client)).isNotNull();
    }

    /** One test of three, as each would wait for as long. */
    @Test
    void closesWhoeverIsSilentOrStopsInsideItsHelloWhenTheTimeOfTheHandshakeIsOverButNoLink() throws Exception {
        LinkedWorker linked = fleet.link(fleet.enroll());
        Buffer hello = MessageCodec.encode(fleet.hello(member).message()).encode();
        long start = System.nanoTime();
        Caller silent = fleet.call();
        Caller slow = fleet.call();

        slow.send(hello.slice(0, hello.length() - 1));

        assertThat(silent.untilClosed().length()).isZero();
        assertThat(slow.untilClosed().length()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(HANDSHAKE_TIMEOUT.dividedBy(2));
        linked.assertAlive();
    }

    @Test
    void closesConnectionsOverTheLimitAtOnceAndKeepsTheOthers() throws Exception {
        List<LinkedWorker> links = new ArrayList<>();
        for (int count = 0; count < MAX_CONNECTIONS; count++) {
            links.add(fleet.link(member));
        }

        assertThat(isAnswered()).isFalse();

        for (LinkedWorker link : links) {
            link.assertAlive();
        }
        links.getFirst().close();
        Await.until(this::isAnswered);
    }

    private boolean isAnswered() throws Exception {
        return isAnswered(Fleet.HOME);
    }

    private boolean isAnswered(String from) throws Exception {
        try (Caller client = fleet.callFrom(from)) {
            client.send(new GetWorkers());
            return client.untilClosed().length() > 0;
        }
    }

    private static Reply reply(Caller client) throws IOException {
        return new ReplyReader(Instruction.GET_WORKERS)
                .read(client.frame().orElseThrow())
                .orElseThrow();
    }

    private static boolean isMalformed(Buffer answer) {
        return new ReplyReader(Instruction.GET_WORKERS)
                .read(Frame.decode(answer))
                .map(reply -> reply instanceof DataFail fail && fail.code() == FailCode.MALFORMED)
                .orElse(false);
    }

    private static Buffer header(int type, int code, int dataSize, int number, int max) {
        return Buffer.buffer()
                .appendByte((byte) type)
                .appendUnsignedShort(code)
                .appendInt(dataSize)
                .appendByte((byte) 0)
                .appendInt(number)
                .appendInt(max);
    }

    private static int refused(LoggedLines log, String address) {
        return log.lines().stream()
                .filter(line -> line.startsWith(address + ": "))
                .mapToInt(line -> Integer.parseInt(line.split(" ", -1)[1]))
                .sum();
    }
}
