package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.failure;
import static io.papertrader.standalone.network.Users.get;
import static io.papertrader.standalone.network.Users.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.connection.Backoff;
import io.papertrader.client.connection.ClientOptions;
import io.papertrader.client.connection.OrderTicket;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders whose ids their clients make: placed once, over whatever connection and worker, and taken back. The market
 * stands still but for the updates that a test wants.
 */
class ExactlyOnceIT {
    private static final AssetSymbol APPLE = new AssetSymbol("AAPL");
    private static final Quantity ONE = Quantity.of("1");

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CUTS = 10;
    private static final int ORDERS_BETWEEN = 20;
    private static final int REFUSED = 1;

    @TempDir
    static Path home;

    private static RunningNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(home);
        network.papertrader("op", "admin", "market", "pause").expectDone();
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    private static PaperTraderClient another(UserName user, WorkerAddress worker) throws Exception {
        PaperTraderClient client = network.client(worker);
        get(client.login(user, Users.PASS, false));
        return client;
    }

    private static FailCode refusal(Future<?> answer) throws Exception {
        Throwable failure = failure(answer);
        assertThat(failure).isInstanceOf(RefusedException.class);
        return ((RefusedException) failure).code();
    }

    private static List<Transaction> history(PaperTraderClient client, UserName user) throws Exception {
        return get(client.wholeHistory(user)).transactions();
    }

    private static TransactionId id(Transaction transaction) {
        return transaction.owned().orElseThrow().transactionId();
    }

    private static void settle(PaperTraderClient client, UserName user) throws IOException {
        network.papertrader("op", "admin", "market", "step").expectDone();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> history(client, user).getFirst().state() == TransactionState.SETTLED);
    }

    @Test
    void answersTheSameOrderTheSameOverEveryConnectionAndAfterItHasSettled() throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "once");
        PaperTraderClient other = another(user, network.worker());
        OrderTicket ticket = client.newOrder(Side.BUY, APPLE, ONE);

        var placed = get(client.placeOrder(ticket));
        var again = get(client.placeOrder(ticket));
        var elsewhere = get(other.placeOrder(ticket));
        settle(client, user);
        var settled = get(other.placeOrder(ticket.withDeadline(Instant.now().minusSeconds(60))));

        assertThat(placed.transactionId()).isEqualTo(ticket.id());
        assertThat(List.of(again, elsewhere, settled)).containsOnly(placed);
        assertThat(history(client, user)).extracting(ExactlyOnceIT::id).containsExactly(ticket.id());
    }

    @Test
    void answersTheSameOrderTheSameOverAnotherWorker() throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "roaming");
        Path folder = Files.createDirectories(home.resolve("another"));
        UUID uuid = new UUID(0, 21);
        int port = WorkerProcess.freePort();
        try (WorkerProcess worker = WorkerProcess.start(network, uuid, folder, port)) {
            network.register("another", uuid, folder.resolve("keys/public.asc"), port);
            worker.awaitReady();
            OrderTicket ticket = client.newOrder(Side.BUY, APPLE, ONE);

            var placed = get(client.placeOrder(ticket));
            var elsewhere =
                    get(another(user, new WorkerAddress("127.0.0.1", port)).placeOrder(ticket));

            assertThat(elsewhere).isEqualTo(placed);
            assertThat(history(client, user)).hasSize(1);
        }
    }

    @Test
    void refusesAnotherOrderOfTheSameId() throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "mistaken");
        OrderTicket ticket = client.newOrder(Side.BUY, APPLE, ONE);
        get(client.placeOrder(ticket));

        OrderTicket more = client.newOrder(Side.BUY, APPLE, Quantity.of("2")).withId(ticket.id());
        OrderTicket sale = client.newOrder(Side.SELL, APPLE, ONE).withId(ticket.id());

        assertThat(refusal(client.placeOrder(more))).isEqualTo(FailCode.ID_USED);
        assertThat(refusal(client.placeOrder(sale))).isEqualTo(FailCode.ID_USED);
        assertThat(history(client, user)).hasSize(1);
    }

    @Test
    void letsEveryAccountUseAnyId() throws Exception {
        PaperTraderClient one = network.client();
        PaperTraderClient two = network.client();
        join(one, "namesake1");
        join(two, "namesake2");
        OrderTicket ticket = one.newOrder(Side.BUY, APPLE, ONE);

        assertThat(get(one.placeOrder(ticket))).isEqualTo(get(two.placeOrder(ticket)));
    }

    @Test
    void placesNothingAfterItsDeadline() throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "late");
        OrderTicket ticket = client.newOrder(Side.BUY, APPLE, ONE);

        FailCode late =
                refusal(client.placeOrder(ticket.withDeadline(Instant.now().minusSeconds(1))));
        List<Transaction> nothing = history(client, user);
        var placed = get(client.placeOrder(ticket));

        assertThat(late).isEqualTo(FailCode.DEADLINE_PASSED);
        assertThat(nothing).isEmpty();
        assertThat(placed.transactionId()).isEqualTo(ticket.id());
    }

    @Test
    void takesAnOrderBackAndFreesWhatItHeld() throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "undecided");
        Money cash = owned(client, user).cash();
        OrderTicket ticket = client.newOrder(Side.BUY, APPLE, ONE);
        get(client.placeOrder(ticket));
        Money reserved = owned(client, user).reserved();

        var cancelled = get(client.cancelOrder(ticket.id()));
        Portfolio.Owned after = owned(client, user);

        assertThat(reserved).isGreaterThan(Money.ZERO);
        assertThat(after.reserved()).isEqualTo(Money.ZERO);
        assertThat(after.cash()).isEqualTo(cash);
        assertThat(cancelled.state()).isEqualTo(TransactionState.CANCELLED);
        assertThat(get(client.cancelOrder(ticket.id()))).isEqualTo(cancelled);
        assertThat(get(client.placeOrder(ticket)).transactionId()).isEqualTo(ticket.id());
        assertThat(history(client, user)).extracting(Transaction::state).containsExactly(TransactionState.CANCELLED);
    }

    private static Portfolio.Owned owned(PaperTraderClient client, UserName user) throws Exception {
        return get(client.portfolio(user)).owned().orElseThrow();
    }

    @Test
    void refusesToTakeBackWhatHasSettledOrIsNobodysOrAnothers() throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "regretful");
        PaperTraderClient stranger = network.client();
        join(stranger, "stranger");
        OrderTicket ticket = client.newOrder(Side.BUY, APPLE, ONE);
        get(client.placeOrder(ticket));

        FailCode anothers = refusal(stranger.cancelOrder(ticket.id()));
        settle(client, user);

        assertThat(anothers).isEqualTo(FailCode.UNKNOWN_ORDER);
        assertThat(refusal(client.cancelOrder(ticket.id()))).isEqualTo(FailCode.ORDER_ENDED);
        assertThat(refusal(client.cancelOrder(new TransactionId(new UUID(1, 2)))))
                .isEqualTo(FailCode.UNKNOWN_ORDER);
    }

    @Test
    void placesEachOrderOnceWhileConnectionsAreCut() throws Exception {
        try (CutLine line = CutLine.to(network.worker())) {
            PaperTraderClient client = network.client(ClientOptions.of(List.of(line.address()), new Random(1))
                    .withBackoff(new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), new Random(1))));
            UserName user = join(client, "unlucky");
            List<OrderTicket> tickets = new ArrayList<>();

            for (int cut = 0; cut < CUTS; cut++) {
                List<OrderTicket> more = IntStream.range(0, ORDERS_BETWEEN)
                        .mapToObj(i -> client.newOrder(Side.BUY, APPLE, Quantity.of("0.01")))
                        .toList();
                tickets.addAll(more);
                List<Future<OrderPlaced>> placed =
                        more.stream().map(client::placeOrder).toList();
                // Some are answered by then, and some are not.
                get(placed.getFirst());
                line.cut();
                for (Future<OrderPlaced> answer : placed) {
                    get(answer);
                }
            }

            assertThat(history(client, user))
                    .extracting(ExactlyOnceIT::id)
                    .containsExactlyInAnyOrderElementsOf(
                            tickets.stream().map(OrderTicket::id).toList());
        }
    }

    @Test
    void repeatsAnOrderByTheCommand() throws Exception {
        String name = signUp("repeater");
        String id = "01234567-89ab-7cde-8f01-23456789abcd";

        String first = network.papertrader(name, "buy", "AAPL", "1", "--id", id).expectDone();
        String again = network.papertrader(name, "buy", "AAPL", "1", "--id", id).expectDone();
        RunningNetwork.Result other = network.papertrader(name, "buy", "AAPL", "2", "--json", "--id", id);

        assertThat(again).isEqualTo(first).contains(id);
        assertThat(other.exit()).isEqualTo(REFUSED);
        assertThat(other.err()).contains("ID_USED");
        assertThat(new JsonObject(other.out()).getString("transactionId")).isEqualTo(id);
    }

    private static String signUp(String name) throws IOException {
        network.papertrader(name, "register", name, "--email", name + "@example.org")
                .expectDone();
        network.papertrader(name, "login", name).expectDone();
        return name;
    }

    @Test
    void namesTheOrderToAProgramThatStopsTheCommandWhileItWaits() throws Exception {
        String name = signUp("hasty");
        String id = "01234567-89ab-7cde-8f01-23456789abce";
        Path out = home.resolve("hasty.json");
        Path err = home.resolve("hasty.txt");
        Process command = network.command(name, "buy", "AAPL", "1", "--wait", "--json", "--id", id)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Awaitility.await().atMost(SOON).until(() -> Files.readString(err).contains(id));

        RunningNetwork.signal("TERM", command.toHandle());

        command.onExit().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(Files.readString(out).lines().map(JsonObject::new))
                .isNotEmpty()
                .allSatisfy(document -> assertThat(document.encode()).contains(id));
    }

    @Test
    void takesBackAllOrdersByTheCommand() throws Exception {
        String name = signUp("commander");
        buy(name).expectDone();

        assertThat(network.papertrader(name, "cancel", "--all").expectDone())
                .isEqualTo("Cancelled 1 of 1 open orders.\n");
        RunningNetwork.Result awaited = buy(name, "--wait");

        assertThat(awaited.exit()).isEqualTo(REFUSED);
        assertThat(awaited.err()).contains("CANCELLED");
        assertThat(network.papertrader(name, "history").expectDone()).contains("CANCELLED");
    }

    private static RunningNetwork.Result buy(String name, String... options) throws IOException {
        String id = new UUID(7, 1).toString();
        List<String> line = new ArrayList<>(List.of("buy", "AAPL", "1", "--id", id));
        line.addAll(List.of(options));
        return network.papertrader(name, line.toArray(String[]::new));
    }
}
