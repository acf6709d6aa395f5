package io.papertrader.cli;

import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.CareReply.DeviceRemembered;
import io.papertrader.codec.message.CareReply.SessionsEnded;
import io.papertrader.codec.message.CareRequest.EndSession;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One device, and users of one name on two networks, each of which gives it a secret of its own. */
class DeviceFileTest {
    private static final DeviceToken HERE = new DeviceToken("H".repeat(43));
    private static final DeviceToken THERE = new DeviceToken("T".repeat(43));

    @TempDir
    Path folder;

    private Cli cli;
    private WorkerStandIn there;

    @BeforeEach
    void start() {
        cli = new Cli(folder).variable("PAPERTRADER_PASSWORD", "correct horse");
        network(cli.worker(), HERE, List.of());
        there = network(WorkerStandIn.start(cli.vertx()), THERE, List.of());
    }

    @AfterEach
    void stop() {
        there.close();
        cli.close();
    }

    /** A network of one worker that gives devices this secret, and names these as its workers. */
    private static WorkerStandIn network(WorkerStandIn worker, DeviceToken device, List<WorkerAddress> workers) {
        SessionStarted started = new SessionStarted(SESSION, Samples.EXPIRY, workers);
        return worker.answer(GetWorkers.class, request -> new WorkerList(List.of()))
                .answer(Login.class, request -> started)
                .answer(LoginFromDevice.class, request -> started)
                .answer(
                        RememberDevice.class,
                        request -> new DeviceRemembered(
                                request.former().filter(device::equals).orElse(device)));
    }

    @Test
    void logsInAsOnADeviceThatTheAccountKnows() throws IOException {
        assertThat(cli.run("login", "alice").exitCode()).isZero();
        assertThat(cli.run("logout").exitCode()).isZero();
        assertThat(cli.run("login", "Alice").exitCode()).isZero();

        assertThat(shown(cli.worker())).containsExactly(HERE);
        assertThat(named(cli.worker())).containsExactly(Optional.empty(), Optional.of(HERE));
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void showsEachNetworkItsOwnSecretAlone() {
        logIn(cli.worker());
        logIn(there);

        logIn(cli.worker());
        logIn(there);

        assertThat(shown(cli.worker())).containsExactly(HERE);
        assertThat(named(cli.worker())).containsExactly(Optional.empty(), Optional.of(HERE));
        assertThat(shown(there)).containsExactly(THERE);
        assertThat(named(there)).containsExactly(Optional.empty(), Optional.of(THERE));
    }

    @Test
    void isKnownAtEveryWorkerOfTheNetwork() {
        network(cli.worker(), HERE, List.of(there.address()));
        network(there, HERE, List.of(cli.worker().address()));

        logIn(cli.worker());
        logIn(there);

        assertThat(shown(there)).containsExactly(HERE);
    }

    /** A network can name any address as one of its workers. */
    @Test
    void givesNoSecretOfANetworkToAnotherThatNamesItsWorkers() {
        logIn(there);
        network(cli.worker(), HERE, List.of(there.address()));

        logIn(cli.worker());
        logIn(there);
        logIn(cli.worker());

        assertThat(shown(there)).containsExactly(THERE);
        assertThat(shown(cli.worker())).containsExactly(HERE);
        assertThat(named(cli.worker())).containsExactly(Optional.empty(), Optional.of(HERE));
    }

    /** The session is one of the other network. */
    @Test
    void showsNoSecretToAWorkerThatIsTypedAndIsNotOfTheSession() throws IOException {
        logIn(cli.worker());
        String before = Files.readString(file());

        endASession(there);

        assertThat(named(there)).isEmpty();
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    /** A worker of this network that is not the first of the session's. */
    @Test
    void keepsTheSecretThatTheWorkerGivesThatIsReached() throws IOException {
        network(cli.worker(), HERE, List.of(there.address()));
        logIn(cli.worker());

        endASession(there);

        assertThat(named(there)).containsExactly(Optional.of(HERE));
        assertThat(Files.readString(file())).contains(THERE.value()).doesNotContain(HERE.value());
    }

    /** Its connection breaks at the login, and the usual worker is the next one that is tried. */
    @Test
    void showsNoSecretToAnotherNetworkWhereItsOwnGoesAway() {
        logIn(there);
        there.answerInTurn(LoginFromDevice.class, request -> {
            Thread.startVirtualThread(() -> {
                there.close();
                there.breakConnections();
            });
            return Optional.empty();
        });

        Run run = cli.without("PAPERTRADER_WORKER").run("login", "alice");

        assertThat(shown(there)).containsExactly(THERE);
        assertThat(shown(cli.worker())).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
    }

    @Test
    void showsNobodyTheSecretThatAnEarlierVersionKeptForAllNetworks() throws IOException {
        keep("{\"alice\": \"" + HERE.value() + "\", \"bob\": 7}");

        logIn(there);
        logIn(there);

        assertThat(shown(there)).containsExactly(THERE);
        assertThat(named(there)).containsExactly(Optional.empty(), Optional.of(THERE));
        assertThat(cli.run("login", "bob").exitCode()).isZero();
    }

    @Test
    void logsInWithoutWhereTheFileIsNotOurs() throws IOException {
        keep("[\"alice\"]");
        logIn(cli.worker());
        keep("{\"alice\": {\"" + cli.worker().address() + "\": \"short\"}}");
        logIn(cli.worker());

        assertThat(shown(cli.worker())).isEmpty();
    }

    /** Behind a balancer of containers, each of which has an address of its own. */
    @Test
    void keepsAHundredAddressesAndThoseOfTheLatestLogin() throws IOException {
        for (int round = 0; round < 4; round++) {
            network(
                    cli.worker(),
                    HERE,
                    IntStream.rangeClosed(30 * round + 1, 30 * round + 30)
                            .mapToObj(DeviceFileTest::address)
                            .toList());
            logIn(cli.worker());
        }

        assertThat(Files.readString(file()))
                .contains("10.0.0.120:2049", cli.worker().address().toString())
                .doesNotContain("10.0.0.1:2049");
        assertThat(Files.readAllLines(file()).stream().filter(line -> line.contains(HERE.value())))
                .hasSize(100);
    }

    @Test
    void keepsTheSessionBeforeAnythingElseIsAsked() {
        AtomicBoolean isKept = new AtomicBoolean();
        cli.worker().answer(RememberDevice.class, request -> {
            isKept.set(Files.exists(cli.sessionFile()));
            return new DeviceRemembered(HERE);
        });

        logIn(cli.worker());

        assertThat(isKept).isTrue();
    }

    @Test
    void isKnownWhereTheWorkerCannotTellOfOthers() {
        logIn(cli.worker());
        cli.worker().answer(GetWorkers.class, request -> new DataFail(FailCode.UNAVAILABLE, "Later."));

        logIn(cli.worker());

        assertThat(shown(cli.worker())).containsExactly(HERE);
    }

    /** The worker is of an earlier version. */
    @Test
    void logsInWithoutTheDeviceWhereTheWorkerKnowsNone() {
        logIn(cli.worker());
        cli.worker().answer(LoginFromDevice.class, request -> new LoginFail(FailCode.UNKNOWN_INSTRUCTION, "What?"));

        logIn(cli.worker());

        assertThat(cli.worker().otherRequests())
                .filteredOn(Login.class::isInstance)
                .hasSize(2);
    }

    private void endASession(WorkerStandIn network) {
        network.answer(LoginSession.class, request -> Samples.sessionStarted(request.sessionId()))
                .answer(EndSession.class, request -> new SessionsEnded(1));
        Run run = cli.run(
                "sessions",
                "end",
                "0123456789abcdef",
                "--worker",
                network.address().toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private void logIn(WorkerStandIn network) {
        Run run = cli.run("login", "alice", "--worker", network.address().toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    /** The secrets that came with logins. */
    private static List<DeviceToken> shown(WorkerStandIn network) {
        return network.otherRequests().stream()
                .filter(LoginFromDevice.class::isInstance)
                .map(request -> ((LoginFromDevice) request).device())
                .toList();
    }

    /** The secrets that came behind logins, to be good for longer. */
    private static List<Optional<DeviceToken>> named(WorkerStandIn network) {
        return network.otherRequests().stream()
                .filter(RememberDevice.class::isInstance)
                .map(request -> ((RememberDevice) request).former())
                .toList();
    }

    private void keep(String content) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);
    }

    private Path file() {
        return cli.sessionFile().resolveSibling("devices.json");
    }

    private static WorkerAddress address(int number) {
        return new WorkerAddress("10.0.0." + number, 2049);
    }
}
