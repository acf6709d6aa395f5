package io.papertrader.master.asset;

import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.node.StartRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The trading hours of the markets that this master knows. */
@ApplicationScoped
public class Calendars {
    /** The New York Stock Exchange, whose holidays and half days from 1998 to 2027 ship with the master. */
    public static final String NEW_YORK = "XNYS";

    private static final String CLOSED = "closed";

    private final Map<String, TradingCalendar> byName = Map.of(
            AlwaysOpen.NAME,
            new AlwaysOpen(),
            NEW_YORK,
            new ExchangeCalendar(
                    NEW_YORK,
                    ZoneId.of("America/New_York"),
                    LocalTime.of(9, 30),
                    LocalTime.of(16, 0),
                    exceptions("/market-data/calendars/XNYS.csv")));

    /** The calendar of a name; the setting is the one to name where there is none. */
    public TradingCalendar named(String name, String setting) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> StartRefusal.because("%s is \"%s\": write one of %s."
                        .formatted(
                                setting,
                                name,
                                String.join(
                                        ", ", byName.keySet().stream().sorted().toList()))));
    }

    /** The hours at which a class of assets is traded. */
    public TradingCalendar of(AssetClass assets) {
        return named(assets.calendar(), "The calendar of " + assets.word());
    }

    /** Lines of {@code date,close,reason}, with the hour of the close on a half day. */
    private static Map<LocalDate, Optional<LocalTime>> exceptions(String resource) {
        return Resources.lines(resource).stream()
                .skip(1)
                .map(line -> line.split(",", 3))
                .collect(Collectors.toMap(column -> LocalDate.parse(column[0]), column -> close(column[1])));
    }

    private static Optional<LocalTime> close(String text) {
        return text.equals(CLOSED) ? Optional.empty() : Optional.of(LocalTime.parse(text));
    }
}
