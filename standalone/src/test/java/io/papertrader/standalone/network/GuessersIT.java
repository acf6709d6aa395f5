package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers who guess passwords and register without end, while those who belong there are let in. */
@Tag("alone")
class GuessersIT {
    private static final HashedPass WRONG = new HashedPass("B".repeat(43));
    private static final int TRIES = 10_000;
    private static final int CONNECTIONS = 50;
    private static final int ADDRESSES_OF_A_NETWORK = 250;
    private static final int PEOPLE = 24;

    /** The wrong passwords of an account from addresses that it is not known at: so many, then one each time. */
    private static final int GUESSES = 10;

    private static final Duration PAUSE = Duration.ofSeconds(90);
    private static final int DATA_SIZE_AT = 3;
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    static Path home;

    private static RunningNetwork network;

    private final List<Socket> strangers = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.startForMuchWork(home);
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void letsTheOwnerInWhileTenThousandGuessesComeFromOneAddress() throws Exception {
        PaperTraderClient owner = network.client();
        UserName name = Users.join(owner, "ann");
        DeviceToken device = get(owner.care().rememberDevice(Optional.empty()));
        try {
            List<Reply> told = attack("127.0.9.1", number -> new Login(name, WRONG, false));

            assertThat(codes(told))
                    .contains(FailCode.RATE_LIMITED)
                    .isSubsetOf(FailCode.BAD_CREDENTIALS, FailCode.RATE_LIMITED, FailCode.UNAVAILABLE);
            assertThat(codes(told).filter(FailCode.BAD_CREDENTIALS::equals)).hasSizeLessThanOrEqualTo(GUESSES);
            assertThat(get(owner.login(name, Users.PASS, false))).isInstanceOf(SessionStarted.class);
            assertThat(askUntilLookedAt("127.0.9.3", new LoginFromDevice(name, Users.PASS, false, device)))
                    .isInstanceOf(SessionStarted.class);
            assertThat(get(owner.workers()).workers()).isNotEmpty();
        } finally {
            leave();
        }
    }

    @Test
    void letsTheOwnerInWhileGuessesComeFromTenThousandAddresses() throws Exception {
        PaperTraderClient owner = network.client();
        UserName name = Users.join(owner, "bob");
        DeviceToken device = get(owner.care().rememberDevice(Optional.empty()));
        Buffer guess = MessageCodec.encode(new Login(name, WRONG, false)).encode();
        List<Reply> told = new ArrayList<>();
        long start = System.nanoTime();

        for (int number = 0; number < TRIES; number++) {
            try (Socket stranger =
                    connect("127.1." + number / ADDRESSES_OF_A_NETWORK + "." + (1 + number % ADDRESSES_OF_A_NETWORK))) {
                stranger.getOutputStream().write(guess.getBytes());
                told.add(answer(stranger));
            }
        }

        long more = Duration.ofNanos(System.nanoTime() - start).dividedBy(PAUSE) + 1;
        assertThat(codes(told))
                .contains(FailCode.RATE_LIMITED)
                .isSubsetOf(FailCode.BAD_CREDENTIALS, FailCode.RATE_LIMITED, FailCode.UNAVAILABLE);
        assertThat(codes(told).filter(FailCode.BAD_CREDENTIALS::equals))
                .hasSizeBetween(GUESSES, (int) (GUESSES + more));
        assertThat(get(owner.login(name, Users.PASS, false))).isInstanceOf(SessionStarted.class);
        assertThat(askUntilLookedAt("127.0.9.4", new LoginFromDevice(name, Users.PASS, false, device)))
                .isInstanceOf(SessionStarted.class);
    }

    @Test
    void letsPeopleRegisterAndReadWhileOneAddressRegistersTenThousandAccounts() throws Exception {
        try {
            List<Reply> told = attack("127.0.9.2", GuessersIT::registration);

            assertThat(told.stream().filter(Failure.class::isInstance).map(GuessersIT::code))
                    .isSubsetOf(FailCode.RATE_LIMITED, FailCode.UNAVAILABLE);
            Awaitility.await("the address is held back")
                    .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .until(() -> isHeldBack("127.0.9.2", registration(TRIES)));
            PaperTraderClient client = network.client();
            Users.join(client, "carol");
            assertThat(get(client.marketData().assetValue(new AssetSymbol("AAPL"))))
                    .isNotNull();
        } finally {
            leave();
        }
    }

    /** On two cores that have something else to do too. */
    @Test
    void servesTwentyFourWhoRegisterAndLogInAtTheSameMoment() throws Exception {
        AtomicBoolean isBusy = new AtomicBoolean(true);
        List<Thread> others = IntStream.range(0, 2)
                .mapToObj(core -> Thread.ofPlatform().daemon().start(() -> {
                    while (isBusy.get()) {
                        Thread.onSpinWait();
                    }
                }))
                .toList();
        try {
            List<Future<SessionStarted>> people = IntStream.range(0, PEOPLE)
                    .mapToObj(number -> {
                        PaperTraderClient client = network.client();
                        UserName name = new UserName("pupil-" + number);
                        return client.register(name, new Email(name + "@example.org"), Users.PASS)
                                .compose(registered -> client.login(name, Users.PASS, false));
                    })
                    .toList();

            for (Future<SessionStarted> person : people) {
                assertThat(get(person)).isInstanceOf(SessionStarted.class);
            }
        } finally {
            isBusy.set(false);
            for (Thread other : others) {
                other.join();
            }
        }
    }

    /** The request of one stranger, by its number. */
    private interface Question {
        Request of(int number);
    }

    private static Request registration(int number) {
        UserName name = new UserName("flood-" + number);
        return new Register(name, new Email(name + "@example.org"), WRONG);
    }

    /** Refused, or not served in time: where few are refused all wait for the hashes that the address is given. */
    private static boolean isHeldBack(String from, Request request) throws IOException {
        return ask(from, request) instanceof Failure failure
                && (failure.code() == FailCode.RATE_LIMITED || failure.code() == FailCode.UNAVAILABLE);
    }

    /** The answer once there is time for a hash: a busy machine may have none. */
    private static Reply askUntilLookedAt(String from, Request request) {
        return Awaitility.await("there is time for a hash")
                .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                .until(
                        () -> ask(from, request),
                        reply -> !(reply instanceof Failure failure && failure.code() == FailCode.UNAVAILABLE));
    }

    /** Over a connection of its own. */
    private static Reply ask(String from, Request request) throws IOException {
        try (Socket somebody = connect(from)) {
            somebody.getOutputStream()
                    .write(MessageCodec.encode(request).encode().getBytes());
            return answer(somebody);
        }
    }

    /** Asks all of it at once, over many connections, and reads no answer but the first of each. */
    private List<Reply> attack(String from, Question question) throws IOException {
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            Buffer questions = Buffer.buffer();
            for (int number = connection; number < TRIES; number += CONNECTIONS) {
                MessageCodec.encode(question.of(number)).appendTo(questions);
            }
            Socket stranger = connect(from);
            strangers.add(stranger);
            stranger.getOutputStream().write(questions.getBytes());
        }
        List<Reply> first = new ArrayList<>();
        for (Socket stranger : strangers) {
            first.add(answer(stranger));
        }
        return first;
    }

    private static Reply answer(Socket stranger) throws IOException {
        byte[] header = stranger.getInputStream().readNBytes(Header.SIZE);
        assertThat(header).hasSize(Header.SIZE);
        int size = ByteBuffer.wrap(header).getInt(DATA_SIZE_AT);
        return MessageCodec.decodeReply(Frame.decode(
                Buffer.buffer(header).appendBytes(stranger.getInputStream().readNBytes(size))));
    }

    private static Stream<FailCode> codes(List<Reply> replies) {
        return replies.stream().map(GuessersIT::code);
    }

    private static FailCode code(Reply reply) {
        return ((Failure) reply).code();
    }

    private void leave() throws IOException {
        for (Socket stranger : strangers) {
            stranger.close();
        }
    }

    private static Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(
                InetAddress.ofLiteral("127.0.0.1"), network.worker().port()));
        return socket;
    }
}
