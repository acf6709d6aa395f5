package io.papertrader.master.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketReply.TradingHours;
import io.papertrader.codec.message.MarketReply.TradingHours.Hours;
import io.papertrader.codec.message.MarketRequest.GetAssetHours;
import io.papertrader.codec.message.MarketRequest.GetMarket;
import io.papertrader.codec.message.MarketRequest.GetTradingHours;
import io.papertrader.codec.message.MarketState;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.SteeredProvider;
import io.papertrader.master.audit.By;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MarketDeskTest {
    private static final By OPERATOR = By.operator("teacher", "127.0.0.1");

    @Inject
    MarketDesk market;

    @Inject
    UpdateCycle cycle;

    @Inject
    Updates updates;

    @Inject
    SteeredProvider provider;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @BeforeEach
    void update() {
        updates.next();
    }

    @AfterEach
    void goOn() {
        market.goOn(OPERATOR).await().indefinitely();
    }

    @Test
    void saysWhereItsValuesComeFromAndHowLongTheyLast() {
        MarketStatus status = (MarketStatus) desk.ask(new GetMarket());

        assertThat(status.state()).isEqualTo(MarketState.OPEN);
        assertThat(status.source()).isEqualTo("replay of recorded values");
        assertThat(status.period().orElseThrow().first()).isEqualTo("2014-04-21T13:30:00Z");
        assertThat(status.period().orElseThrow().last()).isEqualTo("2018-02-07T21:00:00Z");
        assertThat(status.period().orElseThrow().millisLeft()).isPositive();
    }

    @Test
    void saysWhenItOpensAndClosesOnItsOwnClock() {
        TradingHours told = (TradingHours) desk.ask(new GetTradingHours());

        assertThat(told.at()).isBetween("2014-04-17T13:30:00Z", "2018-02-07T21:00:00Z");
        Hours hours = told.hours().getFirst();
        assertThat(hours.calendar()).isEqualTo("XNYS");
        assertThat(hours.opens().orElseThrow()).isAfter(told.at());
        assertThat(hours.closes().orElseThrow()).isAfter(told.at());
        assertThat(hours.isOpen())
                .isEqualTo(hours.closes().orElseThrow().isBefore(hours.opens().orElseThrow()));
    }

    @Test
    void saysTheHoursOfOneAsset() {
        TradingHours told = (TradingHours) desk.ask(new GetAssetHours(new AssetSymbol("BRK-B")));

        assertThat(told).isEqualTo(desk.ask(new GetTradingHours()));
        assertThat(desk.ask(new GetAssetHours(new AssetSymbol("KOO"))))
                .isInstanceOfSatisfying(DataFail.class, unknown -> {
                    assertThat(unknown.code()).isEqualTo(FailCode.UNKNOWN_ASSET);
                    assertThat(unknown.reason()).contains("KO");
                });
    }

    @Test
    void ordersWaitWhileItIsHaltedAndSettleWithAStep() throws Exception {
        MarketStatus halted = market.halt(OPERATOR).await().indefinitely();
        Trader trader = desk.newTrader();
        TransactionId order = trader.place(trader.purchase("KO", "1"));

        cycle.onInterval().await().indefinitely();

        assertThat(halted.state()).isEqualTo(MarketState.HALTED);
        assertThat(trader.transaction(order).state()).isEqualTo(TransactionState.QUEUED);
        MarketStatus stepped = market.step(OPERATOR).await().indefinitely();
        assertThat(trader.transaction(order).state()).isEqualTo(TransactionState.SETTLED);
        assertThat(stepped.state()).isEqualTo(MarketState.HALTED);
        assertThat(stepped.time().orElseThrow()).isAfter(halted.time().orElseThrow());
        assertThat(database.one("SELECT state FROM trading")).isEqualTo("HALTED");
        assertThat(database.one("SELECT count(*) FROM audit WHERE act = 'MARKET_HALTED' AND actor_name = 'teacher'"))
                .isNotEqualTo("0");
    }

    @Test
    void closesWhereThereAreNoMoreValuesAndSaysWhatToDo() {
        Trader trader = desk.newTrader();
        TransactionId waiting = trader.place(trader.purchase("KO", "1"));
        provider.endNext("The recording is over.");

        updates.next();

        assertThat(trader.transaction(waiting).state()).isEqualTo(TransactionState.REJECTED);
        assertThat(trader.buy("KO", "1")).isEqualTo(new PurchaseFail(FailCode.MARKET_CLOSED, "The recording is over."));
        assertThat(market.status().await().indefinitely().reason()).isEqualTo("The recording is over.");

        updates.next();
        assertThat(market.status().await().indefinitely().state())
                .as("there are values again")
                .isEqualTo(MarketState.OPEN);
        trader.place(trader.purchase("KO", "1"));
    }
}
