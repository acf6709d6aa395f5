package io.papertrader.market;

import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.STALE_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command.CloseMarket;
import io.papertrader.market.Command.ForgetValues;
import io.papertrader.market.Command.HaltMarket;
import io.papertrader.market.Command.OpenMarket;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.MarketEvent.ValuesForgotten;
import io.papertrader.market.calendar.ExchangeCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TradingTest {
    private final Trader trader = Trader.withCash();

    @Test
    void refusesOrdersOnceItHasClosed() {
        trader.market.execute(new CloseMarket("The recording is over.", trader.now));

        assertThat(trader.buy(1, "1", KO)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefuseReason.MARKET_CLOSED);
            assertThat(refused.detail()).isEqualTo("The recording is over.");
        });
    }

    @Test
    void knowsAnOrderAgainAlthoughItHasClosed() {
        trader.buy(1, "1", KO);
        trader.market.execute(new CloseMarket("", trader.now));

        assertThat(trader.buy(1, "1", KO)).isInstanceOf(MarketEvent.OrderKnown.class);
    }

    @Test
    void endsWhatStillWaitsWithTheUpdateBehindTheClose() {
        trader.buy(1, "1", KO);
        trader.market.execute(new CloseMarket("", trader.now));

        assertThat(trader.update())
                .filteredOn(OrderExpired.class::isInstance)
                .singleElement()
                .extracting("reason")
                .isEqualTo(ExpiryReason.MARKET_CLOSED);
        assertThat(trader.market.waiting()).isEmpty();
    }

    @Test
    void takesOrdersAgainWhenValuesGoOn() {
        trader.market.execute(new CloseMarket("", trader.now));
        trader.market.execute(new OpenMarket(trader.now));

        assertThat(trader.buy(1, "1", KO)).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void keepsValuesAsFreshAsTheyAreWhileItsClockStands() {
        trader.now = trader.now.plus(STALE_AFTER.dividedBy(2));
        trader.market.execute(new HaltMarket(trader.now));
        trader.now = trader.now.plus(Duration.ofDays(3));

        assertThat(trader.buy(1, "1", KO)).as("halted").isInstanceOf(OrderAccepted.class);

        trader.market.execute(new OpenMarket(trader.now));
        trader.now = trader.now.plus(STALE_AFTER.dividedBy(2));
        assertThat(trader.buy(2, "1", KO)).as("as old as it may be").isInstanceOf(OrderAccepted.class);
        trader.now = trader.now.plusMillis(1);
        assertThat(trader.buy(3, "1", KO)).as("older").isInstanceOf(Refused.class);
    }

    @Test
    void makesNoValueOfAnAssetThatNeverHadOne() {
        trader.market.execute(new HaltMarket(trader.now));
        trader.now = trader.now.plus(Duration.ofDays(3));
        trader.market.execute(new OpenMarket(trader.now));

        assertThat(trader.buy(1, "1", Trader.FUND))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefuseReason.STALE_VALUE));
    }

    @Test
    void beginsAnewWithValuesOfAnyTime() {
        Instant first = trader.now;
        trader.update("KO 20");
        trader.market.execute(new CloseMarket("It begins anew.", trader.now));
        trader.update();

        assertThat(trader.one(new ForgetValues(trader.now))).isInstanceOf(ValuesForgotten.class);
        assertThat(trader.market.values()).isEmpty();

        trader.market.execute(new OpenMarket(trader.now));
        assertThat(trader.buy(1, "1", KO))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefuseReason.STALE_VALUE));

        trader.now = first.minus(Duration.ofDays(900));
        trader.update("KO 5");
        assertThat(trader.buy(2, "1", KO)).isInstanceOf(OrderAccepted.class);
        assertThat(trader.update("KO 6")).anyMatch(OrderFilled.class::isInstance);
    }

    @Test
    void forgetsNoValueThatSomebodyMayTradeOn() {
        assertThat(forgetting()).as("open").isEqualTo(RefuseReason.STILL_TRADING);

        trader.buy(1, "1", KO);
        trader.market.execute(new CloseMarket("", trader.now));
        assertThat(forgetting()).as("an order waits").isEqualTo(RefuseReason.STILL_TRADING);

        trader.bring();
        assertThat(forgetting()).as("being cleared").isEqualTo(RefuseReason.STILL_TRADING);
    }

    private RefuseReason forgetting() {
        return ((Refused) trader.one(new ForgetValues(trader.now))).reason();
    }

    @Test
    void changesNothingWhereItIsSoAlready() {
        assertThat(trader.market.execute(new OpenMarket(trader.now))).isEmpty();
        trader.market.execute(new CloseMarket("over", trader.now));
        assertThat(trader.market.execute(new HaltMarket(trader.now))).isEmpty();
        assertThat(trader.market.execute(new CloseMarket("over", trader.now))).isEmpty();
    }

    @Test
    void valuesGrowOldWhileTheirExchangeIsOpenAlone() {
        ExchangeCalendar newYork = new ExchangeCalendar(
                "XNYS", ZoneId.of("America/New_York"), LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());
        Listing listing = new Listing(Trader.USD, newYork, Duration.ofMinutes(15));
        Instant close = Instant.parse("2026-11-20T21:00:00Z");

        assertThat(listing.isFresh(close, Instant.parse("2026-11-23T14:45:00Z")))
                .as("the quarter of an hour behind the opening on Monday")
                .isTrue();
        assertThat(listing.isFresh(close, Instant.parse("2026-11-23T14:45:01Z")))
                .isFalse();
    }
}
