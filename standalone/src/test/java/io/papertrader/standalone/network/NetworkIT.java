package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.failure;
import static io.papertrader.standalone.network.Users.get;
import static io.papertrader.standalone.network.Users.join;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.papertrader.client.connection.Backoff;
import io.papertrader.client.connection.ClientOptions;
import io.papertrader.client.connection.ConnectionNotice;
import io.papertrader.client.connection.OutcomeUnknownException;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.link.GnuPg;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network as its users meet it, from outside: sockets, HTTP, the command. */
class NetworkIT {
    private static final AssetSymbol APPLE = new AssetSymbol("AAPL");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int DATA_FAIL = 75;
    private static final int GET_WORKERS = 256;
    private static final Pattern METRIC = Pattern.compile("papertrader_[a-z_]+");

    /** A locale whose digits belong into no statement, no address and no sentence of this network. */
    private static final Map<String, String> OTHER_DIGITS =
            Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG");

    @TempDir
    static Path home;

    private static RunningNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.startAsShipped(home, OTHER_DIGITS);
    }

    @AfterAll
    static void stop() throws Exception {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void tellsTheOwnerOfASettlementAndNobodyElse() throws Exception {
        PaperTraderClient buyer = network.client();
        PaperTraderClient other = network.client();
        join(buyer, "buyer");
        join(other, "bystander");
        CompletableFuture<Transaction> heard = new CompletableFuture<>();
        CompletableFuture<Transaction> overheard = new CompletableFuture<>();
        buyer.events().onTransactionSettled(heard::complete);
        other.events().onTransactionSettled(overheard::complete);
        get(other.userInfo(new UserName("bystander")));

        var queued = get(buyer.purchase(APPLE, Quantity.of("3")));

        Transaction settled = heard.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(settled.state()).isEqualTo(TransactionState.SETTLED);
        assertThat(settled.owned().orElseThrow().transactionId()).isEqualTo(queued.transactionId());
        assertThat(settled.settledAt().orElseThrow()).isAfter(settled.placedAt());
        assertThat(overheard).isNotDone();
    }

    @Test
    void tellsOnceWhatSettledWhileTheConnectionWasCut() throws Exception {
        try (CutLine line = CutLine.to(network.worker())) {
            // Long enough without a connection for an update, which comes every second.
            Backoff away = new Backoff(Duration.ofSeconds(6), Duration.ofSeconds(6), new Random(1));
            PaperTraderClient client = network.client(
                    ClientOptions.of(List.of(line.address()), new Random(1)).withBackoff(away));
            BlockingQueue<AccountEvent> heard = new LinkedBlockingQueue<>();
            client.events().onAccountEvent(heard::add);
            join(client, "cut-off");

            var first = get(client.purchase(APPLE, Quantity.of("1")));
            line.cut();

            AccountEvent missed = heard.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            var second = get(client.purchase(APPLE, Quantity.of("1")));
            AccountEvent next = heard.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(List.of(missed.number(), next.number())).containsExactly(1L, 2L);
            assertThat(List.of(order(missed), order(next)))
                    .containsExactly(first.transactionId(), second.transactionId());
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void tellsValuesAgainAfterTheConnectionWasCut() throws Exception {
        try (CutLine line = CutLine.to(network.worker())) {
            PaperTraderClient client = network.client(line.address());
            BlockingQueue<List<AssetValue>> told = new LinkedBlockingQueue<>();
            BlockingQueue<ConnectionNotice> regained = new LinkedBlockingQueue<>();
            client.events().onValuesChanged(told::add);
            client.onConnectionNotice(notice -> {
                if (notice instanceof ConnectionNotice.Reconnected) {
                    told.clear();
                    regained.add(notice);
                }
            });
            join(client, "subscriber");
            get(client.events().subscribeValues(List.of(APPLE)));
            assertThat(told.poll(SOON.toSeconds(), TimeUnit.SECONDS))
                    .extracting(AssetValue::symbol)
                    .containsExactly(APPLE);

            line.cut();

            assertThat(regained.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
            assertThat(told.poll(SOON.toSeconds(), TimeUnit.SECONDS))
                    .extracting(AssetValue::symbol)
                    .containsExactly(APPLE);
        }
    }

    private static TransactionId order(AccountEvent event) {
        return event.transaction().owned().orElseThrow().transactionId();
    }

    @Test
    void showsAnotherUsersPublicPartsOnly() throws Exception {
        PaperTraderClient rich = network.client();
        PaperTraderClient curious = network.client();
        UserName owner = join(rich, "owner");
        join(curious, "curious");
        get(rich.purchase(APPLE, Quantity.of("7")));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> !get(rich.portfolio(owner)).weights().isEmpty());

        assertThat(get(rich.userInfo(owner)).owned()).isPresent();
        assertThat(get(curious.userInfo(owner)).owned()).isEmpty();
        assertThat(get(curious.portfolio(owner)).owned()).isEmpty();
        assertThat(get(curious.portfolio(owner)).weights()).hasSize(1);
        assertThat(get(curious.history(owner)).transactions())
                .isNotEmpty()
                .allSatisfy(transaction -> assertThat(transaction.owned()).isEmpty());
    }

    @Test
    void readsAndExportsAHistoryThatIsLongerThanAPage() throws Exception {
        int orders = 2 * TransactionHistory.PAGE + 20;
        UserName saver = new UserName("saver");
        network.papertrader("saver", "register", "saver", "--email", "saver@example.org")
                .expectDone();
        network.papertrader("saver", "login", "saver").expectDone();
        PaperTraderClient client = network.client();
        get(client.login(saver, HashedPass.of(saver, "correct horse battery staple"), false));
        List<Future<PurchaseSuccess>> answers = IntStream.range(0, orders)
                .mapToObj(i -> client.purchase(APPLE, Quantity.of("0.01")))
                .toList();
        List<TransactionId> placed = new ArrayList<>();
        for (Future<PurchaseSuccess> answer : answers) {
            placed.add(get(answer).transactionId());
        }
        Awaitility.await()
                .atMost(SOON)
                .until(() -> get(client.wholeHistory(saver)).transactions().stream()
                        .allMatch(transaction -> transaction.state() == TransactionState.SETTLED));

        List<Transaction> whole = get(client.wholeHistory(saver)).transactions();
        List<Transaction> first = get(client.history(saver)).transactions();
        String exported = network.papertrader("saver", "export", "history").expectDone();

        assertThat(whole)
                .extracting(transaction -> transaction.owned().orElseThrow().transactionId())
                .containsExactlyInAnyOrderElementsOf(placed);
        assertThat(first).isEqualTo(whole.subList(0, TransactionHistory.PAGE));
        assertThat(exported.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyElementsOf(whole.stream()
                        .map(transaction -> transaction
                                .owned()
                                .orElseThrow()
                                .transactionId()
                                .toString())
                        .toList());
    }

    @Test
    void letsAClassInByTokensAndAPupilBackInByAnother() throws Exception {
        Path file = Files.writeString(home.resolve("class.csv"), "\uFEFFusername,email\r\npupil-1,\r\npupil-2,\r\n");
        String made = network.papertrader("op", "admin", "accounts", "create", "--file", file.toString(), "--json")
                .expectDone();
        String first = new JsonArray(made).getJsonObject(0).getString("token");

        network.papertrader("pupil-1", "password", "reset", "pupil-1", "--token", first)
                .expectDone();
        network.papertrader("pupil-1", "login", "pupil-1").expectDone();
        String handed = network.papertrader("op", "admin", "accounts", "reset", "pupil-1", "--json")
                .expectDone();
        String second = new JsonArray(handed).getJsonObject(0).getString("token");
        network.papertrader("pupil-1", "password", "reset", "pupil-1", "--token", second)
                .expectDone();

        assertThat(network.papertrader("pupil-1", "portfolio").exit()).isEqualTo(3);
        RunningNetwork.Result again = network.papertrader("pupil-1", "password", "reset", "pupil-1", "--token", second);
        assertThat(again.err()).startsWith("papertrader: BAD_TOKEN: ").hasLineCount(1);
        RunningNetwork.Result noMail = network.papertrader("pupil-1", "password", "forgot", "pupil-1");
        assertThat(noMail.err()).contains("admin accounts reset").hasLineCount(1);
    }

    @Test
    void refusesAPasswordThatIsGuessedFirst() throws Exception {
        ProcessBuilder command = network.command("weak", "register", "weak", "--email", "weak@example.org");
        command.environment().put("PAPERTRADER_PASSWORD", "password1");

        RunningNetwork.Result refused = RunningNetwork.run(command);

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("guessed first").hasLineCount(1);
    }

    /** In a locale that has no letters beyond ASCII, all of them were once the same. */
    @Test
    void knowsAPasswordByItsCharactersInAnyLocale() throws Exception {
        in("C", "длинный пароль", "register locale --email мю@example.org").expectDone();

        assertThat(in("C", "длинный лорапь", "login locale").exit()).isEqualTo(1);
        in("C.UTF-8", "длинный пароль", "login locale").expectDone();
        assertThat(in("C", "", "info").out()).contains("мю@example.org");
    }

    /** The locale is set for a JVM; an executable has the one that it was built with. */
    @Test
    @DisabledIfSystemProperty(named = "papertrader.executables", matches = ".+")
    void saysNumbersInTheDigitsOfItsSentences() throws IOException {
        ProcessBuilder command = network.command("nobody", "history", "--limit", "0");
        command.environment().putAll(OTHER_DIGITS);

        assertThat(RunningNetwork.run(command).err()).contains("from 1 to 1,000,000");
    }

    /** Types the password by a script, whose bytes do not depend on the locale of the tests. */
    private static RunningNetwork.Result in(String locale, String password, String line) throws IOException {
        ProcessBuilder command = network.command("locale");
        Path script = Files.writeString(home.resolve("in-a-locale.sh"), """
                export LANG= LC_ALL=%s PAPERTRADER_PASSWORD='%s'
                exec "$1" %s
                """.formatted(locale, password, line));
        command.command().addAll(0, List.of("sh", script.toString()));
        return RunningNetwork.run(command);
    }

    @Test
    void commandEndsWithItsReaderAndWithAFullDisk() throws Exception {
        network.papertrader("piper", "register", "piper", "--email", "piper@example.org")
                .expectDone();
        network.papertrader("piper", "login", "piper").expectDone();

        RunningNetwork.Result read = shell("\"$@\" | head -n 1", "watch", "AAPL");
        RunningNetwork.Result full = shell("\"$@\" >/dev/full", "quote", "AAPL");

        assertThat(read.out()).hasLineCount(1).contains("AAPL");
        assertThat(read.err()).isEmpty();
        assertThat(full.exit()).isEqualTo(6);
        assertThat(full.err()).startsWith("papertrader: OUTPUT: ").hasLineCount(1);
    }

    /** The command asks as ssh and git do; {@code script} is a terminal with somebody at it. */
    @Test
    void commandAsksAtTheTerminalWhereverItsOutputLeads() throws Exception {
        assumeThat(Path.of("/usr/bin/script")).isExecutable();
        Path answer = home.resolve("asked.json");

        RunningNetwork.Result asked = shell("""
                unset PAPERTRADER_PASSWORD
                printf 'asked\\nasked@example.org\\nlong enough\\nlong enough\\n' |
                    script -qec "$1 register --json >$2" /dev/null
                """, answer.toString());

        assertThat(asked.out()).contains("username:", "email:", "password again:");
        assertThat(new JsonObject(Files.readString(answer)).getString("username"))
                .isEqualTo("asked");
    }

    private static RunningNetwork.Result shell(String script, String... arguments) throws IOException {
        ProcessBuilder command = network.command("piper", arguments);
        command.command().addAll(0, List.of("sh", "-c", script, "sh"));
        return RunningNetwork.run(command);
    }

    @Test
    void endsASessionForAllOfItsConnections() throws Exception {
        PaperTraderClient one = network.client();
        PaperTraderClient two = network.client();
        UserName user = join(one, "twice");
        var session = get(two.login(user, Users.PASS, false));
        PaperTraderClient third = network.client();
        get(third.resume(session.id()));

        get(two.logout());

        assertThat(failure(third.purchase(APPLE, Quantity.of("1"))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(FailCode.BAD_SESSION));
        assertThat(get(one.portfolio(user)).owned()).isPresent();
    }

    @Test
    void operatorShutsAnAccountAndItsSessionsEndAtTheEdge() throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "shut");
        get(client.portfolio(user));

        network.papertrader("op", "admin", "accounts", "disable", "shut").expectDone();

        Awaitility.await()
                .atMost(SOON)
                .until(() -> failure(client.purchase(APPLE, Quantity.of("1"))) instanceof RefusedException refused
                        && refused.code() == FailCode.BAD_SESSION);
        assertThat(failure(network.client().login(user, Users.PASS, false)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(FailCode.BAD_CREDENTIALS));
    }

    @Test
    void answersTenThousandRequestsThatComeInOneWrite() throws Exception {
        int requests = 10_000;
        try (Socket socket = connect(network.worker())) {
            Thread writer = Thread.startVirtualThread(() -> write(socket, RawMessage.getWorkers(requests)));

            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < requests; i++) {
                assertThat(instruction(in)).as("reply %d", i).isEqualTo(74);
            }
            writer.join();
        }
    }

    @Test
    void clientThatNeverReadsHoldsUpNobody() throws Exception {
        try (Socket deaf = connect(network.worker())) {
            deaf.setSoTimeout(0);
            Thread writer = Thread.startVirtualThread(() -> {
                byte[] many = RawMessage.getWorkers(1_000);
                for (int i = 0; i < 200; i++) {
                    write(deaf, many);
                }
            });
            PaperTraderClient client = network.client();
            UserName user = join(client, "patient");

            for (int i = 0; i < 100; i++) {
                assertThat(get(client.portfolio(user)).username()).isEqualTo(user);
            }
            // Nothing is read until the end: the connection is closed with requests still on their way.
            deaf.shutdownOutput();
            writer.join(SOON);
        }
    }

    @Test
    void answersAMessageThatCannotBeAndCloses() throws Exception {
        try (Socket socket = connect(network.worker())) {
            write(socket, RawMessage.command(GET_WORKERS, 65_537));

            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] header = in.readNBytes(16);
            String reply = new String(in.readNBytes(ByteBuffer.wrap(header).getInt(3)), StandardCharsets.UTF_8);
            assertThat(ByteBuffer.wrap(header).getShort(1)).isEqualTo((short) DATA_FAIL);
            assertThat(reply).startsWith("MALFORMED ").contains("65536");
            assertThat(in.read()).as("the end").isEqualTo(-1);
        }
    }

    @Test
    void staysUpUnderGarbageOnEveryPort() throws Exception {
        Random random = new Random(20_200_531);
        for (WorkerAddress port : List.of(network.worker(), network.master())) {
            for (int i = 0; i < 200; i++) {
                byte[] garbage = new byte[random.nextInt(300)];
                random.nextBytes(garbage);
                try (Socket socket = connect(port)) {
                    write(socket, garbage);
                }
            }
        }

        for (String server : List.of("worker", "master")) {
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> RestAssured.get(network.management(server) + "/q/health/ready")
                                    .statusCode()
                            == 200);
        }
        assertThat(get(network.client().workers()).workers()).contains(network.worker());
    }

    @Test
    void masterGivesTheListOfWorkersAndNothingElse() throws Exception {
        try (Socket socket = connect(network.master())) {
            write(socket, RawMessage.getWorkers());
            byte[] all = socket.getInputStream().readAllBytes();
            assertThat(new String(all, StandardCharsets.UTF_8))
                    .contains(network.worker().toString());
        }
        try (Socket socket = connect(network.master())) {
            write(socket, RawMessage.command(257, 0));
            assertThat(socket.getInputStream().readAllBytes())
                    .as("closed without a word")
                    .isEmpty();
        }
    }

    @Test
    void operatorsInterfaceWantsTheToken() throws Exception {
        Path token = network.home().resolve("master/admin-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        String workers = network.management("master") + "/admin/workers";

        given().get(workers).then().statusCode(401).body("error", containsString("admin-token"));
        given().header("Authorization", "Bearer nonsense").get(workers).then().statusCode(401);
        given().header("Authorization", "Bearer " + Files.readString(token).strip())
                .get(workers)
                .then()
                .statusCode(200)
                .body("find { it.name == 'worker-1' }.connected", equalTo(true));
    }

    @Test
    void metricsCountWhatClientsAsk() throws Exception {
        get(network.client().workers());

        RestAssured.get(network.management("worker") + "/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("papertrader_requests_seconds_count{instruction=\"getWorkers\""));
        RestAssured.get(network.management("master") + "/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("papertrader_update_seconds_count"));
    }

    @Test
    void hasEveryMetricThatAlertsAndDashboardName() throws Exception {
        PaperTraderClient client = network.client();
        join(client, "measured");
        get(client.purchase(APPLE, Quantity.of("1")));
        String metrics = RestAssured.get(network.management("worker") + "/q/metrics")
                        .asString()
                + RestAssured.get(network.management("master") + "/q/metrics").asString();

        for (String file : List.of("prometheus/alerts.yml", "grafana/papertrader.json")) {
            Matcher named =
                    METRIC.matcher(Files.readString(Built.ROOT.resolve("deploy").resolve(file)));
            while (named.find()) {
                // Those of live values are LiveMarketIT's.
                if (!named.group().startsWith("papertrader_provider_")) {
                    assertThat(metrics).as(file).contains("\n" + named.group());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519, cv25519", "rsa3072, rsa3072", "nistp256, nistp256"})
    void takesAWorkerWhoseKeyWasMadeByGnuPg(String signing, String encrypting) throws Exception {
        String name = "gpg-" + signing;
        Path keys = Files.createDirectories(home.resolve(name).resolve("keys"));
        UUID uuid = UUID.nameUUIDFromBytes(signing.getBytes(StandardCharsets.UTF_8));
        try (GnuPg gpg = GnuPg.start()) {
            gpg.generate(name, signing, encrypting, "never");
            Files.writeString(keys.resolve("secret.asc"), gpg.text("--armor", "--export-secret-keys", name));
            Files.setPosixFilePermissions(keys.resolve("secret.asc"), PosixFilePermissions.fromString("rw-------"));
            Files.writeString(keys.resolve("public.asc"), gpg.text("--armor", "--export", name));
        }
        int port = WorkerProcess.freePort();
        try (WorkerProcess worker = WorkerProcess.start(network, uuid, home.resolve(name), port)) {
            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("refuses this worker"));

            network.register(name, uuid, keys.resolve("public.asc"), port);
            worker.awaitReady();

            PaperTraderClient client = network.client(new WorkerAddress("127.0.0.1", port));
            UserName user = join(client, "user-of-" + signing);
            assertThat(get(client.portfolio(user)).owned()).isPresent();
            assertThat(get(client.workers()).workers()).hasSize(2);

            network.papertrader("op", "admin", "workers", "disable", name).expectDone();
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> RestAssured.get(worker.management() + "/q/health/ready")
                                    .statusCode()
                            == 503);
            assertThat(failure(client.purchase(APPLE, Quantity.of("1"))))
                    .as("not a refusal: whether it was done is not said")
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            unknown -> assertThat(unknown.code()).isEqualTo(FailCode.UNAVAILABLE));
            assertThat(get(client.marketData().assetValue(APPLE)).symbol())
                    .as("still known at the edge")
                    .isEqualTo(APPLE);
        }
    }

    private static Socket connect(WorkerAddress address) throws IOException {
        Socket socket = new Socket(address.host(), address.port());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    /** A server that hangs up on what it reads makes the writer fail: that is for the reader to judge. */
    private static void write(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotNull();
        }
    }

    private static int instruction(DataInputStream in) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(16));
        in.readNBytes(header.getInt(3));
        return header.getShort(1);
    }
}
