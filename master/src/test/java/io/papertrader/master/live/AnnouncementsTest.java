package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.master.Await;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.RefusedRow;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.http.HttpServerResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alpaca with Tiingo behind it, which tell of the same split and each of something more. */
class AnnouncementsTest {
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    private static final ExchangeCalendar NEW_YORK = new ExchangeCalendar(
            "XNYS", ZoneId.of("America/New_York"), LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());

    private static final LocalDate DAY = LocalDate.parse("2026-01-05");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-01-05T15:00:00Z");
    private final RefusedRows refused = new RefusedRows(metrics, () -> now);
    private final Announcements announced = new Announcements(ofClass -> NEW_YORK, refused, () -> now);
    private StandIn alpaca;
    private StandIn tiingo;

    @BeforeEach
    void start() {
        alpaca = new StandIn().json("/v2/assets", "[{\"symbol\": \"AAPL\"}]").json("/v1/corporate-actions", """
                {"corporate_actions": {"forward_splits": [
                   {"id": "1", "symbol": "AAPL", "new_rate": 4, "old_rate": 1, "ex_date": "2026-01-06"}]},
                 "next_page_token": null}
                """);
        tiingo = new StandIn()
                .json("/tiingo/corporate-actions/splits", """
                        [{"ticker": "aapl", "exDate": "2026-01-06", "splitFrom": 1, "splitTo": 4, "splitStatus": "a"}]
                        """)
                .json("/tiingo/corporate-actions/distributions", """
                        [{"ticker": "aapl", "exDate": "2026-01-07", "distribution": 0.26}]
                        """);
    }

    @AfterEach
    void stop() {
        alpaca.close();
        tiingo.close();
    }

    @Test
    void namesActionsThatAreNoneInTheMetricsAndToTheOperator() {
        alpaca.json("/v1/corporate-actions", """
                {"corporate_actions": {
                   "forward_splits": [
                     {"id": "1", "symbol": "AAPL", "new_rate": 0, "old_rate": 1, "ex_date": "2026-01-06"},
                     {"id": "2", "symbol": "AAPL", "new_rate": "NaN", "old_rate": 1, "ex_date": "2026-01-06"},
                     {"id": "3", "symbol": "AAPL", "new_rate": 4, "old_rate": 1}],
                   "cash_dividends": [
                     {"id": "4", "symbol": "AAPL", "rate": 0.26, "ex_date": "2026-01-07"},
                     {"id": "4", "symbol": "AAPL", "rate": 0.26, "ex_date": "2026-01-07"},
                     {"id": "5", "symbol": "AAPL", "rate": -1, "ex_date": "2026-01-07"},
                     {"id": "6", "symbol": "AAPL", "rate": -1, "ex_date": "2026-02-07"}]},
                 "next_page_token": null}
                """);
        tiingo.json("/tiingo/corporate-actions/splits", "[]").json("/tiingo/corporate-actions/distributions", "[]");

        look();

        assertThat(announced.known().all())
                .extracting(action -> action.id() + " " + action.change())
                .containsExactly("AAPL/2026-01-07/dividend Dividend[perShare=0.26]");
        assertThat(metrics.counter("papertrader.actions.refused", "provider", "alpaca")
                        .count())
                .isEqualTo(5);
        assertThat(refused.latest())
                .extracting(RefusedRow::source, RefusedRow::rows, RefusedRow::why)
                .containsExactly(
                        tuple("alpaca", 5L, "a dividend of 2026-01-07: rate is -1, and a price is above zero"));
        now = now.plus(Duration.ofHours(3));
        look();
        assertThat(refused.latest()).as("no news").extracting(RefusedRow::rows).containsExactly(5L);
    }

    private List<String> look() {
        announced.look(shares(Duration.ofSeconds(10))).await().indefinitely();
        return known();
    }

    private List<String> known() {
        return announced.known().all().stream()
                .map(action -> action.id().value())
                .toList();
    }

    private LiveClass shares(Duration limit) {
        Web web = alpaca.web(100, limit, () -> now);
        Doubts doubts = new Doubts(new BigDecimal("25"));
        return new LiveClass(
                AssetClass.US,
                List.of(
                        new Alpaca(web, web, "iex", true, NEW_YORK),
                        new Tiingo(tiingo.web(100, () -> now), Duration.ZERO, true, NEW_YORK)),
                List.of(AAPL),
                new LiveClass.Rules(
                        new Failover(List.of("alpaca", "tiingo"), 3, Duration.ofMinutes(5), now),
                        doubts,
                        new Judge(doubts, NEW_YORK, new KnownSplits(symbol -> List.of())),
                        new Thrift(AssetClass.US, List.of(AAPL), symbol -> true, Duration.ofMinutes(10)),
                        StandIn.PATIENCE),
                new Troubles(metrics),
                metrics,
                () -> now);
    }

    /** Another amount, hours later; and two splits of one day in one answer. */
    @Test
    void namesAnActionThatIsToldOtherwiseAndKeepsTheFirstWord() {
        look();
        alpaca.json("/v1/corporate-actions", """
                {"corporate_actions": {
                   "forward_splits": [
                     {"id": "1", "symbol": "AAPL", "new_rate": 3, "old_rate": 1, "ex_date": "2026-01-05"},
                     {"id": "2", "symbol": "AAPL", "new_rate": 5, "old_rate": 1, "ex_date": "2026-01-05"}],
                   "cash_dividends": [
                     {"id": "4", "symbol": "AAPL", "rate": 0.27, "ex_date": "2026-01-07"}]},
                 "next_page_token": null}
                """);
        now = now.plus(Duration.ofHours(3));
        look();

        assertThat(announced.known().of(AAPL))
                .extracting(action -> action.id() + " " + action.change())
                .contains(
                        "AAPL/2026-01-05/split Split[ratio=3 for 1]",
                        "AAPL/2026-01-07/dividend Dividend[perShare=0.26]");
        assertThat(metrics.counter("papertrader.actions.refused", "provider", "alpaca")
                        .count())
                .isEqualTo(2);
        assertThat(refused.latest())
                .filteredOn(row -> row.source().equals("alpaca"))
                .extracting(RefusedRow::why)
                .containsExactly("AAPL/2026-01-07/dividend: it tells of 0.27, after 0.26 was told");
    }

    @Test
    void knowsOnceWhatBothTellOf() {
        assertThat(look()).containsExactly("AAPL/2026-01-06/split", "AAPL/2026-01-07/dividend");
        now = now.plus(Duration.ofHours(3));
        assertThat(look()).hasSize(2);
    }

    @Test
    void knowsWhatTheOtherTellsOfWhereOneIsAway() {
        alpaca.page("/v1/corporate-actions", response -> StandIn.send(response, 403, "application/json", "{}"));

        assertThat(look()).containsExactly("AAPL/2026-01-06/split", "AAPL/2026-01-07/dividend");
        tiingo.page("/tiingo/corporate-actions/splits", response -> StandIn.send(response, 500, "text/html", "<html>"));
        now = now.plus(Duration.ofHours(3));
        assertThat(look()).as("and keeps what it knows").hasSize(2);
    }

    @Test
    void asksOneThatFailsAgainWithinAMinuteAndForAllDaysUntilItAnswers() {
        alpaca.page("/v1/corporate-actions", response -> StandIn.send(response, 500, "text/html", "<html>"));
        look();
        assertThat(announced.silent(shares(Duration.ofSeconds(10)), DAY)).containsExactly("alpaca");
        int asked = tiingo.asked().size();

        alpaca.json("/v1/corporate-actions", """
                {"corporate_actions": {"forward_splits": [
                   {"id": "1", "symbol": "AAPL", "new_rate": 4, "old_rate": 1, "ex_date": "2025-12-30"}]},
                 "next_page_token": null}
                """);
        now = now.plus(Duration.ofSeconds(59));
        assertThat(look()).as("it has a rest").hasSize(2);
        now = now.plus(Duration.ofSeconds(1));

        assertThat(look()).contains("AAPL/2025-12-30/split");
        assertThat(announced.silent(shares(Duration.ofSeconds(10)), DAY)).isEmpty();
        assertThat(tiingo.asked()).as("the other has answered").hasSize(asked);
    }

    @Test
    void goesBackToTheDayOfTheLastAnswer() {
        look();
        alpaca.page("/v1/corporate-actions", response -> StandIn.send(response, 500, "text/html", "<html>"));
        now = now.plus(Duration.ofDays(2));
        look();
        now = now.plus(Duration.ofDays(2));
        look();

        assertThat(alpaca.asked().getLast()).contains("start=2026-01-04");
    }

    @Test
    void leavesARestOfTheCallsToValuesOfNow() {
        alpaca.page("/v1/corporate-actions", response -> StandIn.send(response, 500, "text/html", "<html>"));
        LiveClass shares = shares(Duration.ofSeconds(10));
        for (int call = 0; call < 75; call++) {
            shares.providers().getFirst().web().get("/v2/assets").await().indefinitely();
        }
        int asked = alpaca.asked().size();

        announced.look(shares).await().indefinitely();

        assertThat(alpaca.asked()).hasSize(asked);
        assertThat(known()).as("the other is asked").contains("AAPL/2026-01-07/dividend");
    }

    @Test
    void forgetsWhatIsLongPast() {
        look();
        tiingo.json("/tiingo/corporate-actions/splits", "[]").json("/tiingo/corporate-actions/distributions", "[]");
        alpaca.json("/v1/corporate-actions", "{\"corporate_actions\": {}, \"next_page_token\": null}");

        now = now.plus(Duration.ofDays(30));
        assertThat(look()).hasSize(2);
        now = now.plus(Duration.ofDays(70));
        assertThat(look()).isEmpty();
    }

    @Test
    void letsValuesGoOnWhereAProviderDoesNotAnswerAndStillHearsIt() {
        List<HttpServerResponse> open = new CopyOnWriteArrayList<>();
        alpaca.page("/v2/assets", open::add);
        LiveClass shares = shares(Duration.ofMinutes(1));
        FirstLook first = new FirstLook(announced, Duration.ofMillis(50));

        first.of(shares, DAY).await().atMost(Duration.ofSeconds(10));
        first.of(shares, DAY).await().atMost(Duration.ofSeconds(10));

        assertThat(announced.silent(shares, DAY)).containsExactly("alpaca", "tiingo");
        Await.until(() -> open.size() == 1);
        StandIn.send(open.getFirst(), 200, "application/json", "[{\"symbol\": \"AAPL\"}]");
        Await.until(() -> announced.silent(shares, DAY).isEmpty());
        assertThat(announced.known().of(AAPL)).hasSize(2);
    }

    @Test
    void firstValuesOfEachDayWaitForWhatWasAnnouncedOvernight() {
        LiveClass shares = shares(Duration.ofSeconds(10));
        FirstLook first = new FirstLook(announced, Duration.ofMinutes(1));
        first.of(shares, DAY).await().indefinitely();
        now = Instant.parse("2026-01-06T12:00:00Z");
        look();
        alpaca.json("/v1/corporate-actions", """
                {"corporate_actions": {"cash_dividends": [
                   {"id": "2", "symbol": "AAPL", "rate": 0.5, "ex_date": "2026-01-06"}]},
                 "next_page_token": null}
                """);
        now = Instant.parse("2026-01-06T14:30:00Z");
        int asked = alpaca.asked().size();

        first.of(shares, DAY).await().indefinitely();
        assertThat(alpaca.asked())
                .as("values of the day before wait for nothing")
                .hasSize(asked);
        first.of(shares, DAY.plusDays(1)).await().indefinitely();
        first.of(shares, DAY.plusDays(1)).await().indefinitely();

        assertThat(known()).contains("AAPL/2026-01-06/dividend");
        assertThat(alpaca.asked().stream().filter(path -> path.contains("corporate-actions")))
                .as("on two days by the first values, and between them when it was time")
                .hasSize(3);
        assertThat(announced.silent(shares, DAY.plusDays(1))).isEmpty();
        assertThat(announced.silent(shares, DAY.plusDays(2))).containsExactly("alpaca", "tiingo");
    }

    @Test
    void firstValuesWaitForAQuestionThatIsUnderWay() {
        List<HttpServerResponse> open = new CopyOnWriteArrayList<>();
        alpaca.page("/v2/assets", open::add);
        LiveClass shares = shares(Duration.ofMinutes(1));
        announced.look(shares).subscribe().with(done -> {});
        Await.until(() -> open.size() == 1);

        CompletableFuture<Void> values =
                new FirstLook(announced, Duration.ofMinutes(1)).of(shares, DAY).subscribeAsCompletionStage();

        assertThat(values).isNotDone();
        StandIn.send(open.getFirst(), 200, "application/json", "[{\"symbol\": \"AAPL\"}]");
        assertThat(values).succeedsWithin(Duration.ofMinutes(1));
        assertThat(known()).contains("AAPL/2026-01-06/split");
    }
}
