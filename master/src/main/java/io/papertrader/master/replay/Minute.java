package io.papertrader.master.replay;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.Volume;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A recorded minute of an asset: its first moment on the clock of the asset's market, and its bar. */
record Minute(LocalDateTime start, Asset bar) {
    /** The heading of a file of minutes, and the order of its columns. */
    static final String HEADING = "symbol,time,open,high,low,close,volume";

    private static final Pattern SPACE = Pattern.compile(" +");
    private static final int FULL_HOUR = 2;

    /** The form of a time, with 0 for each digit. */
    private static final String USUAL = "0000-00-00T00:00:00";

    /**
     * The minute of a row; empty where its prices cannot be.
     *
     * @throws IllegalArgumentException where a column is no amount
     * @throws DateTimeException where the time is none
     */
    static Optional<Minute> of(SheetRow row, AssetSymbol symbol) {
        LocalDateTime start = time(row.columns().get(1));
        return Recording.bar(symbol, row.columns()).map(bar -> new Minute(start, bar));
    }

    /** Reads a time as {@code 2014-06-09T09:30:00}, or as spreadsheets write it, {@code 2014-06-09 9:30}. */
    static LocalDateTime time(String text) {
        LocalDateTime time = isUsual(text) ? usual(text) : any(text);
        if (time.getSecond() != 0 || time.getNano() != 0) {
            throw new DateTimeException("a minute begins with its first second");
        }
        return time;
    }

    /** True where it has the digits and signs of {@code 2014-06-09T09:30:00}, as most of millions of rows have. */
    private static boolean isUsual(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            char of = USUAL.charAt(i);
            char is = text.charAt(i);
            if (of == '0' ? is < '0' || is > '9' : is != of) {
                return false;
            }
        }
        return true;
    }

    private static LocalDateTime usual(String text) {
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    private static LocalDateTime any(String text) {
        String withSign = SPACE.matcher(text).replaceFirst("T");
        int hour = withSign.indexOf('T') + 1;
        boolean isShort = withSign.indexOf(':') == hour + FULL_HOUR - 1;
        return LocalDateTime.parse(isShort ? withSign.substring(0, hour) + "0" + withSign.substring(hour) : withSign);
    }

    /** The moment at which its close is true; none where it lies outside of the day's hours. */
    static Optional<Instant> end(LocalDateTime start, TradingDay day, ZoneId zone) {
        Instant begins = start.atZone(zone).toInstant();
        Instant ends = begins.plus(1, ChronoUnit.MINUTES);
        // A market that never closes has a close a millisecond before its last minute ends.
        Instant last = ends.isAfter(day.closes()) ? day.closes() : ends;
        return begins.isBefore(day.opens()) || !begins.isBefore(day.closes()) ? Optional.empty() : Optional.of(last);
    }

    /** True where it spans more than prices do in a minute: one of its trades is of other shares, or a slip. */
    boolean isDoubtful() {
        return bar.low().units() < bar.high().units() / 2;
    }

    /** The minute of its day. */
    int ofDay() {
        return start.toLocalTime().toSecondOfDay() / LocalTime.of(0, 1).toSecondOfDay();
    }

    /** A day so far, and this minute behind it. */
    Asset behind(Asset daySoFar) {
        return new Asset(
                bar.symbol(),
                daySoFar.open(),
                Collections.max(List.of(daySoFar.high(), bar.high())),
                Collections.min(List.of(daySoFar.low(), bar.low())),
                bar.close(),
                Volume.sum(daySoFar.volume(), bar.volume()));
    }
}
