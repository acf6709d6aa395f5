package io.papertrader.market;

import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderCancelled;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.value.Quote;
import io.papertrader.vocabulary.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values of today are as old as they are, however late they are heard of. */
class AgeOfValuesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final TradingCalendar NEW_YORK = new ExchangeCalendar(
            "XNYS", ZoneId.of("America/New_York"), LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());

    private final Trader trader = marketWith(new AlwaysOpen());

    @Test
    void refusesAnOrderOnAValueThatWasOldWhenItWasSeen() {
        bring(trader, trader.now.minus(MINUTE.plusMillis(1)));

        assertThat(trader.buy(1, "1", KO))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefuseReason.STALE_VALUE));
    }

    @Test
    void fillsNoOrderOnAValueThatIsToldLate() {
        bring(trader, trader.now);
        Instant begun = trader.now;
        assertThat(trader.buy(1, "1", KO)).isInstanceOf(OrderAccepted.class);

        trader.now = trader.now.plus(MINUTE.multipliedBy(2));
        List<MarketEvent> late = bring(trader, begun.plusSeconds(1));
        List<MarketEvent> fresh = bring(trader, trader.now);

        assertThat(late).noneMatch(OrderFilled.class::isInstance);
        assertThat(fresh).anyMatch(OrderFilled.class::isInstance);
    }

    /** Nobody chooses by a value at which nothing fills. */
    @Test
    void letsAnOrderBeTakenBackWhileAValueThatIsToldLateIsCleared() {
        bring(trader, trader.now);
        Instant begun = trader.now;
        trader.buy(1, "1", KO);
        trader.now = trader.now.plus(MINUTE.multipliedBy(2));
        long number = trader.market.progress().update() + 1;
        Quote late = new Quote(KO, Money.of("10"), begun.plusSeconds(1), "test");
        trader.market.execute(new UpdateValues(number, trader.market.lastOrder(), List.of(late), trader.now));

        assertThat(trader.cancel(1)).isInstanceOf(OrderCancelled.class);
    }

    @Test
    void hasNoFreshValueBeforeTheFirstWhateverTheHours() {
        assertThat(marketWith(NEW_YORK).buy(1, "1", KO)).isInstanceOf(Refused.class);
    }

    @Test
    void growsOldWhileTheExchangeIsOpenAlone() {
        Trader weekend = marketWith(NEW_YORK);
        weekend.now = Instant.parse("2026-11-21T12:00:00Z");
        bring(weekend, Instant.parse("2026-11-20T21:00:00Z"));

        assertThat(weekend.buy(1, "1", KO)).isInstanceOf(OrderAccepted.class);
        weekend.now = Instant.parse("2026-11-23T14:31:01Z");
        assertThat(weekend.buy(2, "1", KO)).isInstanceOf(Refused.class);
    }

    private static Trader marketWith(TradingCalendar hours) {
        return Trader.withListing(new Listing(USD, hours, MINUTE, AgeOf.VALUE));
    }

    private static List<MarketEvent> bring(Trader trader, Instant time) {
        long number = trader.market.progress().update() + 1;
        Quote quote = new Quote(KO, Money.of("10"), time, "test");
        List<MarketEvent> events = new ArrayList<>(
                trader.market.execute(new UpdateValues(number, trader.market.lastOrder(), List.of(quote), trader.now)));
        events.addAll(trader.market.execute(new ClearSlice(number, 1_000, trader.now)));
        return events;
    }
}
