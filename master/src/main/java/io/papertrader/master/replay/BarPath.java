package io.papertrader.master.replay;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The four values of a day that its bar tells of, in the order in which they most likely came: the open, the extreme
 * that is nearer to it, the other, the close. No value between them is made up.
 */
final class BarPath {
    /** The number of points of a day. */
    static final int POINTS = 4;

    private static final int CLOSE = POINTS - 1;

    private BarPath() {}

    /**
     * The time of a point: the open and the close have their own, the extremes stand evenly between them, at the
     * milliseconds that are stored.
     */
    static Instant time(TradingDay day, int point) {
        Duration session = Duration.between(day.opens(), day.closes());
        return point == CLOSE
                ? day.closes()
                : day.opens().plus(session.multipliedBy(point).dividedBy(CLOSE)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The number of points of a day that are later than a time. */
    static long pointsAfter(Instant latest, TradingDay day) {
        return IntStream.range(0, POINTS)
                .filter(point -> time(day, point).isAfter(latest))
                .count();
    }

    /** The day up to a point; its volume is known with its close. */
    static Asset upTo(int point, Asset bar) {
        List<Money> values = IntStream.rangeClosed(0, point)
                .mapToObj(each -> value(each, bar))
                .toList();
        return new Asset(
                bar.symbol(),
                bar.open(),
                Collections.max(values),
                Collections.min(values),
                values.getLast(),
                point == CLOSE ? bar.volume() : Quantity.ZERO);
    }

    private static Money value(int point, Asset bar) {
        return switch (point) {
            case 0 -> bar.open();
            case 1 -> isHighNearer(bar) ? bar.high() : bar.low();
            case 2 -> isHighNearer(bar) ? bar.low() : bar.high();
            default -> bar.close();
        };
    }

    private static boolean isHighNearer(Asset bar) {
        return bar.high().minus(bar.open()).compareTo(bar.open().minus(bar.low())) < 0;
    }
}
