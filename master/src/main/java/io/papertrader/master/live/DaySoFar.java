package io.papertrader.master.live;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An asset's trading day up to a value. Not every provider tells of it, and each has a slightly other one, so what is
 * known of the day is kept: its extremes only widen and its volume only grows.
 */
final class DaySoFar {
    private DaySoFar() {}

    /** The value with its day, which goes on from what is known of it; times are told to the millisecond. */
    static Sample with(Sample sample, Optional<CurrentValue> known, TradingCalendar hours) {
        Asset whole = known.filter(value -> hours.date(value.time()).equals(hours.date(sample.time())))
                .map(value -> joined(value.asset(), sample.asset()))
                .orElseGet(() -> joined(sample.asset(), sample.asset()));
        return new Sample(whole, sample.time().truncatedTo(ChronoUnit.MILLIS), sample.source());
    }

    private static Asset joined(Asset before, Asset now) {
        List<Money> values = List.of(before.open(), before.high(), before.low(), now.high(), now.low(), now.close());
        Quantity volume = before.volume().compareTo(now.volume()) > 0 ? before.volume() : now.volume();
        return new Asset(
                now.symbol(), before.open(), Collections.max(values), Collections.min(values), now.close(), volume);
    }
}
