package io.papertrader.master.asset;

import io.papertrader.market.calendar.AlwaysOpen;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Assets that are traded at the same hours and that the same providers know. */
public enum AssetClass {
    /** Crypto currencies, around the clock. */
    CRYPTO(AlwaysOpen.NAME, "UTC", Duration.ofMinutes(2), new BigDecimal("20")),
    /** Shares of the United States; a free account tells of some values a quarter of an hour late. */
    US(Calendars.NEW_YORK, "America/New_York", Duration.ofMinutes(20), new BigDecimal("25")),
    /** Currencies, by rates that are told once a working day: a long weekend is no trouble. */
    FX(AlwaysOpen.NAME, "Europe/Berlin", Duration.ofDays(5), new BigDecimal("10"));

    private final String calendar;
    private final ZoneId zone;
    private final Duration staleAfter;
    private final BigDecimal jump;

    AssetClass(String calendar, String zone, Duration staleAfter, BigDecimal jump) {
        this.calendar = calendar;
        this.zone = ZoneId.of(zone);
        this.staleAfter = staleAfter;
        this.jump = jump;
    }

    /** The class of this name, as settings and answers write it. */
    static Optional<AssetClass> named(String name) {
        return Stream.of(values()).filter(each -> each.word().equals(name)).findAny();
    }

    /** The names of all classes. */
    static String words() {
        return Stream.of(values()).map(AssetClass::word).collect(Collectors.joining(", "));
    }

    /** The class that a provider belongs to. */
    static Optional<AssetClass> ofProvider(String provider) {
        return Stream.of(values())
                .filter(each -> each.providers().contains(provider))
                .findAny();
    }

    /** Its name in settings and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the hours at which it is traded. */
    String calendar() {
        return calendar;
    }

    /** The time zone of its market's dates: rates of currencies are told in Frankfurt. */
    public ZoneId zone() {
        return zone;
    }

    /** The age, within these hours, at which a value is stale where the operator says nothing. */
    Duration staleAfter() {
        return staleAfter;
    }

    /** The change in percent that is not believed at once where the operator says nothing. */
    BigDecimal jump() {
        return jump;
    }

    /** Its providers, in the order in which they are asked where the operator says nothing. */
    List<String> providers() {
        return switch (this) {
            case CRYPTO -> List.of("kraken", "binance");
            case US -> List.of("alpaca", "tiingo");
            case FX -> List.of("ecb");
        };
    }
}
