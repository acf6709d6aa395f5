package io.papertrader.cli.asset;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketReply.TradingHours.Hours;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The market as a whole, a line a matter. */
public final class MarketSheet {
    private static final int MINUTES_AN_HOUR = 60;

    private MarketSheet() {}

    /** Shows it with its hours, and with the speed of its replay where that is told. */
    public static void show(MarketStatus market, List<Hours> hours, Optional<String> speed, Screen screen) {
        Table table = table(market, hours);
        speed.ifPresent(word -> row(table, "speed", "a " + word + " each update", Tone.PLAIN));
        screen.lines(table.lines(screen.paint()).stream().skip(1).toList());
    }

    private static Table table(MarketStatus market, List<Hours> hours) {
        Table table = new Table().words("").words("");
        row(table, "market", market.state().name().toLowerCase(Locale.ROOT), Tone.STRONG);
        if (!market.reason().isEmpty()) {
            row(table, "", market.reason(), Tone.PLAIN);
        }
        row(table, "values", market.source(), Tone.PLAIN);
        String latest = market.time().map(time -> Times.of(time) + " UTC").orElse("no value yet");
        row(table, "latest", latest, Tone.PLAIN);
        hours.forEach(of -> row(table, "hours", hours(of), Tone.PLAIN));
        market.period().ifPresent(period -> {
            row(table, "period", Times.day(period.first()) + " to " + Times.day(period.last()), Tone.PLAIN);
            row(table, "left", left(period.millisLeft()), Tone.PLAIN);
        });
        return table;
    }

    private static void row(Table table, String name, String value, Tone tone) {
        table.row(Cell.of(name, Tone.QUIET), Cell.of(value, tone));
    }

    private static String hours(Hours of) {
        if (of.opens().isEmpty() || of.closes().isEmpty()) {
            return of.calendar() + ": always open";
        }
        String opens = "opens " + Times.of(of.opens().get());
        String closes = "closes " + Times.of(of.closes().get());
        return of.calendar() + (of.isOpen() ? ": open, " + closes + ", " + opens : ": closed, " + opens + ", " + closes)
                + " UTC";
    }

    static String left(long millis) {
        long minutes = Duration.ofMillis(millis).toMinutes();
        return minutes < MINUTES_AN_HOUR
                ? minutes + " min"
                : minutes / MINUTES_AN_HOUR + " h " + minutes % MINUTES_AN_HOUR + " min";
    }
}
