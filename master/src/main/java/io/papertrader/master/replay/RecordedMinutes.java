package io.papertrader.master.replay;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.vocabulary.AssetSymbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The recorded minutes of one asset. Memory has no more than the place of each day's rows; the rows are read again when
 * their day comes.
 */
final class RecordedMinutes {
    private final AssetSymbol symbol;
    private final TradingCalendar calendar;
    private final TreeMap<LocalDate, List<Piece>> days = new TreeMap<>();

    /** The bars that the days come to, while rows are added. */
    private final TreeMap<LocalDate, DaySum> sums = new TreeMap<>();

    /** The hours of days, while rows are added. */
    private final Map<LocalDate, Optional<TradingDay>> sessions = new HashMap<>();

    private long outside;
    private long repeated;

    RecordedMinutes(AssetSymbol symbol, TradingCalendar calendar) {
        this.symbol = symbol;
        this.calendar = calendar;
    }

    /** A minute's end, and the day up to it. */
    record Point(Instant time, Asset daySoFar) {}

    /** The rows of a file among which those of a day stand. */
    private record Piece(Path file, SheetRow.Place first, int last) {}

    /** The bar of a day, as far as its rows have been read. */
    private static final class DaySum {
        private final BitSet minutes = new BitSet();
        private Minute first;
        private Minute last;
        private Asset bar;

        DaySum(Minute minute) {
            this.first = minute;
            this.last = minute;
            this.bar = minute.bar();
        }

        boolean add(Minute minute) {
            if (minutes.get(minute.ofDay())) {
                return false;
            }
            first = minute.start().isBefore(first.start()) ? minute : first;
            last = minute.start().isAfter(last.start()) ? minute : last;
            bar = minutes.isEmpty() ? minute.bar() : between(first, last, minute.behind(bar));
            minutes.set(minute.ofDay());
            return true;
        }

        private static Asset between(Minute first, Minute last, Asset sum) {
            return new Asset(
                    sum.symbol(),
                    first.bar().open(),
                    sum.high(),
                    sum.low(),
                    last.bar().close(),
                    sum.volume());
        }
    }

    /**
     * Takes a row.
     *
     * @return why it is left out; empty where it is taken, is there already, or lies outside of the market's hours
     */
    Optional<String> add(SheetRow row, Minute minute) {
        if (minute.isDoubtful()) {
            return Optional.of("the low of " + minute.start() + " is less than half of its high");
        }
        LocalDate date = minute.start().toLocalDate();
        if (sessions.computeIfAbsent(date, calendar::on)
                .flatMap(day -> end(minute, day))
                .isEmpty()) {
            outside++;
        } else if (sums.computeIfAbsent(date, first -> new DaySum(minute)).add(minute)) {
            place(row, days.computeIfAbsent(date, first -> new ArrayList<>()));
        } else {
            repeated++;
        }
        return Optional.empty();
    }

    private static void place(SheetRow row, List<Piece> pieces) {
        boolean goesOn = !pieces.isEmpty() && pieces.getLast().file().equals(row.file());
        SheetRow.Place begin = goesOn ? pieces.removeLast().first() : row.place();
        pieces.add(new Piece(row.file(), begin, row.number()));
    }

    /** Rows that are not shown, as the market was closed. */
    long outside() {
        return outside;
    }

    /** Rows of minutes that an earlier row tells of. */
    long repeated() {
        return repeated;
    }

    /** The days that have any. */
    NavigableSet<LocalDate> days() {
        return Collections.unmodifiableNavigableSet(days.navigableKeySet());
    }

    /** Forgets the days before this one. */
    void leaveOutBefore(LocalDate first) {
        days.headMap(first).clear();
        sums.headMap(first).clear();
    }

    /** The bars that days come to, as rows of a {@link Recording}; when all rows are added, once. */
    Map<LocalDate, String> takeBars() {
        Map<LocalDate, String> rows = new TreeMap<>();
        sums.forEach((date, sum) -> rows.put(date, Recording.row(date, sum.bar)));
        sums.clear();
        sessions.clear();
        return rows;
    }

    /** The minutes of a day in their order. */
    List<Point> on(TradingDay day) {
        Map<Integer, Minute> read = new TreeMap<>();
        for (Piece piece : Objects.requireNonNull(days.get(day.date()))) {
            read(piece, day, read);
        }
        List<Point> points = new ArrayList<>();
        for (Minute minute : read.values()) {
            Asset daySoFar = points.isEmpty()
                    ? minute.bar()
                    : minute.behind(points.getLast().daySoFar());
            points.add(new Point(end(minute, day).orElseThrow(), daySoFar));
        }
        return points;
    }

    private Optional<Instant> end(Minute minute, TradingDay day) {
        return Minute.end(minute.start(), day, calendar.zone());
    }

    private void read(Piece piece, TradingDay day, Map<Integer, Minute> into) {
        try {
            SheetFile.read(piece.file(), piece.first(), row -> {
                if (!row.isBlank() && row.symbol().isSameAssetAs(symbol)) {
                    Minute.of(row, symbol)
                            .filter(minute -> minute.start().toLocalDate().equals(day.date()))
                            .filter(minute ->
                                    !minute.isDoubtful() && end(minute, day).isPresent())
                            .ifPresent(minute -> into.putIfAbsent(minute.ofDay(), minute));
                }
                return row.number() < piece.last();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
