package io.papertrader.master.replay;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The rows of one asset in a folder: days, and minutes, which come to days where no other are recorded. */
final class RecordedAsset {
    private static final Logger LOG = Logger.getLogger(RecordedAsset.class);

    private final AssetSymbol symbol;
    private final TradingCalendar hours;
    private final Map<LocalDate, String> days = new TreeMap<>();
    private final RecordedMinutes minutes;

    RecordedAsset(AssetSymbol symbol, TradingCalendar hours) {
        this.symbol = symbol;
        this.hours = hours;
        this.minutes = new RecordedMinutes(symbol, hours);
    }

    /** Takes a day's row; tells why where it is left out. */
    Optional<String> addDay(LocalDate date, String row) {
        String before = days.putIfAbsent(date, row);
        return before == null || before.equals(row)
                ? Optional.empty()
                : Optional.of("there are other prices of " + symbol + " on " + date + " already");
    }

    /** Takes a minute's row; tells why where it is left out. */
    Optional<String> addMinute(SheetRow row, Minute minute) {
        return minutes.add(row, minute);
    }

    /** Says what of it is not shown. */
    void tell() {
        if (minutes.outside() > 0) {
            LOG.infof(
                    "%d minutes of %s are not shown: they lie outside of its hours (%s)",
                    minutes.outside(), symbol, hours.name());
        }
        if (minutes.repeated() > 0) {
            LOG.warnf(
                    "%d rows of minutes of %s are left out: rows before them tell of the same minutes",
                    minutes.repeated(), symbol);
        }
    }

    /** True where there is anything to replay. */
    boolean hasAny() {
        return !days.isEmpty() || !minutes.days().isEmpty();
    }

    /** The values that there are to replay. */
    Track track() {
        Map<LocalDate, String> all = new TreeMap<>(minutes.takeBars());
        all.putAll(days);
        return new Track(
                Recording.of(symbol, all.values()),
                minutes.days().isEmpty() ? Optional.empty() : Optional.of(minutes),
                hours);
    }
}
