package io.papertrader.master.replay;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.ReusedSymbol;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** The rows of one asset in a folder: days, and minutes, which come to days where no other are recorded. */
final class RecordedAsset {
    private static final Logger LOG = Logger.getLogger(RecordedAsset.class);

    private final AssetSymbol symbol;
    private final TradingCalendar hours;
    private final LeftOutRows leftOut;
    private final NavigableMap<LocalDate, String> days = new TreeMap<>();
    private final RecordedMinutes minutes;

    /** The days of which the close alone is known. */
    private final Set<LocalDate> closes = new HashSet<>();

    /** The knowledge of a day. */
    enum Day {
        /** Its open, high, low and close. */
        BAR,
        /** Its close alone. */
        CLOSE
    }

    RecordedAsset(AssetSymbol symbol, TradingCalendar hours, LeftOutRows leftOut) {
        this.symbol = symbol;
        this.hours = hours;
        this.leftOut = leftOut;
        this.minutes = new RecordedMinutes(symbol, hours);
    }

    /** Takes a day's row; tells why where it is left out. */
    Optional<String> addDay(LocalDate date, String row, Day known) {
        String before = days.putIfAbsent(date, row);
        if (before == null && known == Day.CLOSE) {
            closes.add(date);
        }
        return before == null || before.equals(row)
                ? Optional.empty()
                : Optional.of("there are other prices of " + symbol + " on " + date + " already");
    }

    /** Takes a minute's row; tells why where it is left out. */
    Optional<String> addMinute(SheetRow row, Minute minute) {
        return minutes.add(row, minute);
    }

    /** The days that have a row of their own, or minutes. */
    NavigableSet<LocalDate> allDays() {
        NavigableSet<LocalDate> all = new TreeSet<>(days.navigableKeySet());
        all.addAll(minutes.days());
        return all;
    }

    /** Leaves out what belongs to another, and says what is not shown, when all rows are there. */
    void complete(NavigableSet<LocalDate> daysOfAny) {
        leaveOutAnothers(daysOfAny);
        if (minutes.outside() > 0) {
            LOG.infof(
                    "%d minutes of %s are not shown: they lie outside of its hours (%s)",
                    minutes.outside(), symbol, hours.name());
        }
        if (minutes.repeated() > 0) {
            leftOut.add(
                    symbol,
                    minutes.repeated(),
                    "%d rows of minutes of %s are left out: rows before them tell of the same minutes"
                            .formatted(minutes.repeated(), symbol));
        }
    }

    private void leaveOutAnothers(NavigableSet<LocalDate> daysOfAny) {
        List<LocalDate> dates = List.copyOf(allDays());
        int anothers = ReusedSymbol.daysBeforeGap(
                dates, daysOfAny, date -> hours.on(date).isPresent());
        if (anothers > 0) {
            LocalDate first = dates.get(anothers);
            leftOut.add(
                    symbol,
                    anothers,
                    "%d days of %s are left out: before the gap from %s to %s the symbol may have been another company's"
                            .formatted(anothers, symbol, dates.get(anothers - 1), first));
            days.headMap(first).clear();
            minutes.leaveOutBefore(first);
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
                hours,
                knownByCloses());
    }

    /** Whole markets have closes alone, of thousands of assets: no day of these is kept. */
    private Predicate<LocalDate> knownByCloses() {
        boolean isAll = minutes.days().isEmpty() && closes.containsAll(days.keySet());
        return isAll ? date -> true : Set.copyOf(closes)::contains;
    }
}
