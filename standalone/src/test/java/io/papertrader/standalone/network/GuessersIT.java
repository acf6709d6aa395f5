package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.Header;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers who guess passwords and register without end, while those who belong there are let in. */
class GuessersIT {
    private static final HashedPass WRONG = new HashedPass("B".repeat(43));
    private static final int TRIES = 10_000;
    private static final int CONNECTIONS = 50;
    private static final int ADDRESSES_OF_A_NETWORK = 250;
    private static final int PEOPLE = 24;

    @TempDir
    static Path home;

    private static RunningNetwork network;

    private final List<Socket> strangers = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(home);
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
        try {
            attack("127.0.9.1", number -> new Login(name, WRONG, false));

            assertThat(get(owner.login(name, Users.PASS, false))).isInstanceOf(SessionStarted.class);
            assertThat(get(owner.workers()).workers()).isNotEmpty();
        } finally {
            leave();
        }
    }

    @Test
    void letsTheOwnerInWhileGuessesComeFromTenThousandAddresses() throws Exception {
        PaperTraderClient owner = network.client();
        UserName name = Users.join(owner, "bob");
        Buffer guess = MessageCodec.encode(new Login(name, WRONG, false)).encode();

        for (int number = 0; number < TRIES; number++) {
            try (Socket stranger =
                    connect("127.1." + number / ADDRESSES_OF_A_NETWORK + "." + (1 + number % ADDRESSES_OF_A_NETWORK))) {
                stranger.getOutputStream().write(guess.getBytes());
                assertThat(stranger.getInputStream().readNBytes(Header.SIZE)).hasSize(Header.SIZE);
            }
        }

        assertThat(get(owner.login(name, Users.PASS, false))).isInstanceOf(SessionStarted.class);
    }

    @Test
    void letsPeopleRegisterAndReadWhileOneAddressRegistersTenThousandAccounts() throws Exception {
        try {
            attack("127.0.9.2", number -> {
                UserName name = new UserName("flood-" + number);
                return new Register(name, new Email(name + "@example.org"), WRONG);
            });

            PaperTraderClient client = network.client();
            Users.join(client, "carol");
            assertThat(get(client.assetValue(new AssetSymbol("AAPL")))).isNotNull();
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

    /** Asks all of it at once, over many connections, and reads no answer but the first of each. */
    private void attack(String from, Question question) throws IOException {
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            Buffer questions = Buffer.buffer();
            for (int number = connection; number < TRIES; number += CONNECTIONS) {
                MessageCodec.encode(question.of(number)).appendTo(questions);
            }
            Socket stranger = connect(from);
            strangers.add(stranger);
            stranger.getOutputStream().write(questions.getBytes());
        }
        for (Socket stranger : strangers) {
            assertThat(stranger.getInputStream().readNBytes(Header.SIZE)).hasSize(Header.SIZE);
        }
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
