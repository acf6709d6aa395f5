package io.papertrader.master.admin;

import static io.papertrader.master.admin.Operator.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketState;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.SteeredProvider;
import io.papertrader.master.audit.By;
import io.papertrader.master.update.MarketDesk;
import io.papertrader.master.update.Restart;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RestartTest {
    private static final By OPERATOR = By.operator("teacher", "127.0.0.1");
    private static final AssetSymbol KO = new AssetSymbol("KO");

    /** The first day of these tests, behind 300 days of the past. */
    private static final LocalDate USUAL = LocalDate.parse("2014-04-21");

    @Inject
    Restart restart;

    @Inject
    MarketDesk market;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    SteeredProvider provider;

    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @BeforeEach
    void update() {
        updates.next();
    }

    @AfterEach
    void beginAsUsual() {
        assertThat(restart.on(USUAL, OPERATOR).await().indefinitely()).isEmpty();
    }

    @Test
    void beginsAnewOnTheDayThatIsWantedWithoutThePresent() throws Exception {
        updates.next();
        Instant before = board.latestTime().orElseThrow();

        assertThat(restart.on(LocalDate.parse("2013-06-03"), OPERATOR).await().indefinitely())
                .isEmpty();

        MarketStatus status = market.status().await().indefinitely();
        assertThat(status.state()).isEqualTo(MarketState.OPEN);
        assertThat(status.period().orElseThrow().first()).isEqualTo("2013-06-03T13:30:00Z");
        assertThat(board.latestTime()).contains(Instant.parse("2013-05-31T20:00:00Z"));
        assertThat(database.one("SELECT count(*) FROM asset_day WHERE day >= '2013-06-01'"))
                .as("nothing is known of the days to come")
                .isEqualTo("0");
        assertThat(database.one("SELECT min(day) FROM asset_day")).isEqualTo("2013-02-08");

        updates.next();

        assertThat(board.latestTime()).contains(Instant.parse("2013-06-03T20:00:00Z"));
        assertThat(before).isAfter("2014-01-01T00:00:00Z");
        assertThat(database.column("SELECT detail FROM audit WHERE act = 'MARKET_RESTARTED'"))
                .contains("2013-06-03");
    }

    @Test
    void paysOutWhatIsHeldAndEndsWhatWaits() throws Exception {
        Trader trader = desk.newTrader();
        TransactionId bought = trader.place(trader.purchase("KO", "10"));
        updates.next();
        assertThat(trader.transaction(bought).state()).isEqualTo(TransactionState.SETTLED);
        Money worth = trader.funds().cash();
        Money value = board.find(KO).orElseThrow().value();
        TransactionId waiting = trader.place(trader.purchase("KO", "1"));

        assertThat(restart.on(USUAL, OPERATOR).await().indefinitely()).isEmpty();

        assertThat(trader.transaction(waiting).state()).isEqualTo(TransactionState.REJECTED);
        assertThat(trader.funds().cash()).isEqualTo(new Money(worth.units() + 10 * value.units()));
        assertThat(trader.funds().holdings()).isEmpty();
        assertThat(operator.asks().get("/admin/ledger/check").jsonPath().getList("faults"))
                .isEmpty();

        TransactionId again = trader.place(trader.purchase("KO", "1"));
        updates.next();
        assertThat(trader.transaction(again).state()).isEqualTo(TransactionState.SETTLED);
    }

    @Test
    void keepsItsStartForTheNextMaster() {
        restart.on(LocalDate.parse("2015-01-02"), OPERATOR).await().indefinitely();

        provider.begin().await().indefinitely();

        assertThat(market.status().await().indefinitely().period().orElseThrow().first())
                .isEqualTo("2015-01-02T14:30:00Z");
    }

    @Test
    void valuesThatWereRetrievedBeforeAreOfATimeThatIsOver() throws Exception {
        SteeredProvider.Gate gate = provider.holdNext();
        var late = updates.begin();
        gate.awaitReached();
        restart.on(LocalDate.parse("2013-06-03"), OPERATOR).await().indefinitely();

        gate.open();
        late.get();

        assertThat(board.latestTime()).contains(Instant.parse("2013-05-31T20:00:00Z"));
    }

    @Test
    void changesNothingWhileTheHistoryIsBeingRead() throws Exception {
        Trader trader = desk.newTrader();
        trader.place(trader.purchase("KO", "10"));
        updates.next();
        try (Connection reading = database.connect();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM asset_day").close();

            assertError(wanted("2014-04-21"), 409, "The history is being read, as by a backup.");
        }

        assertThat(trader.holding("KO").quantity()).isEqualTo(Quantity.of("10"));
        updates.next();
        assertThat(market.status().await().indefinitely().state()).isEqualTo(MarketState.OPEN);
    }

    @Test
    void withdrawsWhatWasAnnouncedAndTakesItAgainInTheNextRound() throws Exception {
        Map<String, String> dividend =
                Map.of("type", "dividend", "symbol", "KO", "cash", "0.35", "exDate", "2016-03-11");
        assertThat(operator.sends(dividend).post("/admin/market/actions").statusCode())
                .isEqualTo(200);

        restart.on(USUAL, OPERATOR).await().indefinitely();

        assertThat(database.one("SELECT count(*) FROM announced_action")).isEqualTo("0");
        String id = operator.sends(dividend)
                .post("/admin/market/actions")
                .jsonPath()
                .getString("id");
        assertThat(id).matches("KO/2016-03-11/dividend:[0-9]+");
    }

    @Test
    void refusesADayThatIsNotRecorded() throws Exception {
        assertError(
                wanted("2012-01-02"), 409, "Days are recorded from 2013-02-08 to 2018-02-07; start on one of them.");
        assertError(wanted("2018-02-08"), 409, "Days are recorded from");
        assertError(wanted("Monday"), 400, "from must be a date such as 2014-04-21.");
        assertThat(market.status().await().indefinitely().state()).isEqualTo(MarketState.OPEN);
    }

    private io.restassured.response.Response wanted(String from) throws Exception {
        return operator.sends(Map.of("from", from)).post("/admin/market/restart");
    }
}
