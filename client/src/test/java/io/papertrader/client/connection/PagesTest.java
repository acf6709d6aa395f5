package io.papertrader.client.connection;

import static io.papertrader.client.Samples.AAPL;
import static io.papertrader.client.Samples.ALICE;
import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetReply.SeriesPage;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePage;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PortfolioPage;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolioPage;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersReply.WorkerListPage;
import io.papertrader.codec.message.WorkersRequest.GetWorkersPage;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final int PAGE = 10;

    private final Vertx vertx = Vertx.vertx();
    private WorkerStandIn worker;
    private PaperTraderClient client;

    @BeforeEach
    void start() {
        worker = WorkerStandIn.start(vertx)
                .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()));
        client = PaperTraderClient.create(
                vertx,
                ClientOptions.of(List.of(worker.address()), new Random(1))
                        .withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1))));
        client.resume(SESSION);
    }

    @AfterEach
    void stop() {
        answer(client.close());
        worker.close();
        answer(vertx.close());
    }

    private static <T> T answer(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** The cursor counts what was read. */
    private static <T> PageOf<T> page(List<T> all, Cursor after) {
        int from = after.position().map(Integer::valueOf).orElse(0);
        int to = Math.min(all.size(), from + PAGE);
        return new PageOf<>(
                all.subList(from, to),
                Optional.of(new Cursor(Integer.toString(to))).filter(next -> to < all.size()));
    }

    private static List<Transaction> transactions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Samples.rejected("reason " + i))
                .toList();
    }

    private void serveHistory(List<Transaction> all) {
        worker.answer(GetUserTransactionHistoryPage.class, request -> {
            PageOf<Transaction> page = page(all, request.after());
            return new HistoryPage(new TransactionHistory(page.items()), page.next());
        });
    }

    private List<Request> asked() {
        return worker.otherRequests().stream()
                .filter(GetUserTransactionHistoryPage.class::isInstance)
                .toList();
    }

    @Test
    void joinsAllPagesOfAHistory() {
        List<Transaction> all = transactions(34);
        serveHistory(all);

        assertThat(answer(client.wholeHistory(ALICE)).transactions()).isEqualTo(all);
        assertThat(asked())
                .containsExactly(
                        new GetUserTransactionHistoryPage(SESSION, ALICE, Cursor.START),
                        new GetUserTransactionHistoryPage(SESSION, ALICE, new Cursor("10")),
                        new GetUserTransactionHistoryPage(SESSION, ALICE, new Cursor("20")),
                        new GetUserTransactionHistoryPage(SESSION, ALICE, new Cursor("30")));
    }

    @Test
    void joinsAsManyPagesAsThereAre() {
        List<Transaction> all = Collections.nCopies(20_000, Samples.settled());
        serveHistory(all);

        assertThat(answer(client.wholeHistory(ALICE)).transactions()).hasSameSizeAs(all);
    }

    @Test
    void asksOnlyForPagesThatAreWanted() {
        serveHistory(transactions(100));
        List<Transaction> read = new ArrayList<>();

        answer(client.historyPages(ALICE).read(page -> {
            read.addAll(page.history().transactions());
            return read.size() < 15;
        }));

        assertThat(read).hasSize(20);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void goesOnWhereItWasWhenTheConnectionBreaks() {
        List<Transaction> all = transactions(34);
        AtomicInteger pages = new AtomicInteger();
        worker.answer(GetUserTransactionHistoryPage.class, request -> {
            if (pages.incrementAndGet() == 3) {
                worker.breakConnections();
            }
            PageOf<Transaction> page = page(all, request.after());
            return new HistoryPage(new TransactionHistory(page.items()), page.next());
        });

        assertThat(answer(client.wholeHistory(ALICE)).transactions()).isEqualTo(all);
    }

    @Test
    void failsWithThePageThatIsRefused() {
        List<Transaction> all = transactions(34);
        worker.answer(GetUserTransactionHistoryPage.class, request -> {
            if (!request.after().isStart()) {
                return new DataFail(FailCode.BAD_SESSION, "The session is over.");
            }
            PageOf<Transaction> page = page(all, request.after());
            return new HistoryPage(new TransactionHistory(page.items()), page.next());
        });

        assertThatThrownBy(() -> answer(client.wholeHistory(ALICE)))
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("The session is over.");
    }

    @Test
    void doesNotReadOnePageForEver() {
        worker.answer(
                GetUserTransactionHistoryPage.class,
                request -> new HistoryPage(new TransactionHistory(List.of()), Optional.of(new Cursor("again"))));

        assertThatThrownBy(() -> answer(client.wholeHistory(ALICE))).hasCauseInstanceOf(UnreachableException.class);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void joinsAllPagesOfASeries() {
        Series all = Samples.series(25);
        worker.answer(GetAssetValuePage.class, request -> {
            var page = page(all.bars(), request.after());
            return new SeriesPage(new Series(request.asset(), page.items()), page.next());
        });

        assertThat(answer(client.marketData().wholeSeries(AAPL, SeriesWindow.ALL, Optional.empty())))
                .isEqualTo(all);
        assertThat(answer(
                        client.marketData().wholeSeries(AAPL, SeriesWindow.DAY, Optional.of(AsOf.parse("2018-02-07")))))
                .isEqualTo(all);
    }

    @Test
    void refusesAWindowWithoutTheDateThatItNeeds() {
        assertThatThrownBy(() -> answer(client.marketData().wholeSeries(AAPL, SeriesWindow.DAY, Optional.empty())))
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("date must be given");
    }

    @Test
    void joinsAllPagesOfTheListOfAssets() {
        var all = IntStream.range(0, 25)
                .mapToObj(i -> Samples.assetInfo("A" + i, "Asset " + i, "1", "2"))
                .toList();
        worker.answer(GetAssetListPage.class, request -> {
            var page = page(all, request.after());
            return new AssetListPage(new AssetList(page.items()), page.next());
        });

        assertThat(answer(client.marketData().allAssets()).assets()).isEqualTo(all);
    }

    @Test
    void joinsAllPagesOfAPortfolioUnderItsFirstSums() {
        Portfolio sample = Samples.portfolio();
        Portfolio.Owned sums = sample.owned().orElseThrow();
        var all = IntStream.range(0, 25)
                .mapToObj(i -> new Portfolio.Holding(
                        AAPL, Quantity.of("1"), Quantity.ZERO, Money.of("1"), Money.of(Integer.toString(i))))
                .toList();
        worker.answer(GetUserPortfolioPage.class, request -> {
            var page = page(all, request.after());
            Money equity = request.after().isStart() ? sums.equity() : Money.ZERO;
            return new PortfolioPage(
                    new Portfolio(
                            ALICE,
                            sample.weights(),
                            Optional.of(new Portfolio.Owned(sums.cash(), sums.reserved(), equity, page.items()))),
                    page.next());
        });

        Portfolio whole = answer(client.wholePortfolio(ALICE));

        assertThat(whole.owned()).contains(new Portfolio.Owned(sums.cash(), sums.reserved(), sums.equity(), all));
        assertThat(whole.weights()).hasSize(3);
    }

    @Test
    void joinsAllPagesOfTheListOfWorkers() {
        var all = IntStream.range(1, 26)
                .mapToObj(port -> new WorkerAddress("edge.example.org", port))
                .toList();
        worker.answer(GetWorkersPage.class, request -> {
            var page = page(all, request.after());
            return new WorkerListPage(new WorkerList(page.items()), page.next());
        });

        assertThat(answer(client.allWorkers()).workers()).isEqualTo(all);
    }
}
