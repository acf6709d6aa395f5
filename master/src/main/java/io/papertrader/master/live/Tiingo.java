package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.codec.message.Asset;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tiingo: shares of the United States, with the operator's key; {@code iex} and {@code tiingo/daily} of
 * https://www.tiingo.com/documentation. A free account gets about 50 calls an hour, so it is asked every four minutes
 * at most.
 */
@ApplicationScoped
class Tiingo implements LiveProvider {
    private static final Logger LOG = Logger.getLogger(Tiingo.class);
    private static final String NAME = "tiingo";

    /** Symbols that a call names; of more all that it has are asked for, so that its address stays short. */
    private static final int MOST_NAMED = 500;

    /** The status of a split that will not be. */
    private static final String CANCELLED = "c";

    private final Web web;
    private final Duration every;
    private final boolean hasKey;
    private final TradingCalendar hours;

    /** Tiingo's market data, by the operator's key. */
    @ConfigMapping(prefix = "papertrader.tiingo")
    interface Config {
        /** The address of its API. */
        @WithDefault("https://api.tiingo.com")
        String address();

        /** The key. */
        Optional<String> key();

        /** The shortest time between two questions for current values. */
        @WithDefault("4m")
        Duration every();

        /** The calls that it may get within an hour. */
        @WithDefault("50")
        int callsPerHour();
    }

    @Inject
    Tiingo(Webs webs, Config config, Listings listings) {
        this(
                webs.to(
                        NAME,
                        config.address(),
                        config.callsPerHour(),
                        Map.of("Authorization", "Token " + config.key().orElse(""))),
                config.every(),
                config.key().isPresent(),
                listings.hours(AssetClass.US));
    }

    Tiingo(Web web, Duration every, boolean hasKey, TradingCalendar hours) {
        this.web = web;
        this.every = every;
        this.hasKey = hasKey;
        this.hours = hours;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DataTerms terms() {
        return DataTerms.OWN_USE;
    }

    @Override
    public Web web() {
        return web;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Optional<String> missingSetting() {
        return hasKey ? Optional.empty() : Optional.of("PAPERTRADER_TIINGO_KEY");
    }

    /** It takes any symbol, and tells of those that it has; {@code brk-b} is BRK.B. */
    @Override
    public Uni<Map<AssetSymbol, String>> assets(Collection<AssetSymbol> wanted) {
        return Uni.createFrom()
                .item(wanted.stream()
                        .collect(Collectors.toMap(
                                symbol -> symbol,
                                symbol -> symbol.folded().replace('.', '-').toLowerCase(Locale.ROOT))));
    }

    @Override
    public Uni<List<Reading>> values(Map<AssetSymbol, String> assets) {
        String tickers = assets.size() > MOST_NAMED ? "" : "?tickers=" + String.join(",", assets.values());
        return web.get("/iex/" + tickers).map(answer -> {
            Map<String, JsonNode> told = new HashMap<>();
            answer.json().forEach(value -> told.put(ticker(value), value));
            return assets.entrySet().stream()
                    .map(asset -> Reading.of(asset.getKey(), () -> value(asset.getKey(), told.get(asset.getValue()))))
                    .toList();
        });
    }

    private static Sample value(AssetSymbol symbol, @Nullable JsonNode value) {
        if (value == null) {
            throw new IllegalArgumentException("it told of none");
        }
        Money last = QuotedFigures.price(value, "tngoLast");
        Asset asset = value.path("open").isNumber()
                ? new Asset(
                        symbol,
                        QuotedFigures.price(value, "open"),
                        QuotedFigures.price(value, "high"),
                        QuotedFigures.price(value, "low"),
                        last,
                        QuotedFigures.volume(value.path("volume").asText("0"), "volume"))
                : new Asset(symbol, last, last, last, last, Quantity.ZERO);
        return new Sample(asset, QuotedFigures.time(value, "timestamp"), NAME);
    }

    /** Splits and cash dividends, by a call for each kind and ex-date, of all symbols at once. */
    @Override
    public Uni<List<CorporateAction>> actions(Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
        ProviderActions rows = new ProviderActions(NAME, assets);
        return Multi.createFrom()
                .iterable(from.datesUntil(to.plusDays(1))
                        .filter(date -> hours.on(date).isPresent())
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(date -> actions(rows, date))
                .collect()
                .last()
                .map(done -> rows.all());
    }

    private Uni<WebAnswer> actions(ProviderActions rows, LocalDate date) {
        return web.get("/tiingo/corporate-actions/splits?exDate=" + date)
                .invoke(answer -> answer.json().forEach(row -> {
                    if (!CANCELLED.equals(row.path("splitStatus").asText())) {
                        rows.add(
                                row,
                                ticker(row),
                                "exDate",
                                "split",
                                split -> ProviderActions.split(split, "splitTo", "splitFrom"));
                    }
                }))
                .flatMap(splits -> web.get("/tiingo/corporate-actions/distributions?exDate=" + date))
                .invoke(answer -> answer.json()
                        .forEach(row -> rows.add(
                                row,
                                ticker(row),
                                "exDate",
                                "dividend",
                                dividend -> ProviderActions.dividend(dividend, "distribution"))));
    }

    private static String ticker(JsonNode row) {
        return row.path("ticker").asText().toLowerCase(Locale.ROOT);
    }

    /** Days alone: it has no minutes of the past for all its accounts. */
    @Override
    public Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        if (resolution == Resolution.MINUTE) {
            return Uni.createFrom().item(PastBars.none());
        }
        return web.get("/tiingo/daily/%s/prices?startDate=%s&endDate=%s"
                        .formatted(ownName, hours.date(stretch.from()), hours.date(stretch.to())))
                .map(answer -> new PastBars(
                        days(answer)
                                .flatMap(day -> reading(symbol, day).stream())
                                .toList(),
                        days(answer).flatMap(day -> split(symbol, day).stream()).toList()));
    }

    @Override
    public Duration reach(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> Duration.ZERO;
            case DAY -> FOR_EVER;
        };
    }

    private static Stream<JsonNode> days(WebAnswer answer) {
        return StreamSupport.stream(answer.json().spliterator(), false);
    }

    /** A day without trading is none. */
    private Optional<Reading> reading(AssetSymbol symbol, JsonNode day) {
        try {
            return bar(symbol, day).map(Reading.Value::new);
        } catch (IllegalArgumentException | ArithmeticException bad) {
            return Optional.of(new Reading.Nonsense(symbol, String.valueOf(bad.getMessage())));
        }
    }

    /** A day says how many shares each one of the day before became: 1 on most. */
    private static boolean isSplit(JsonNode day) {
        return day.path("splitFactor").asDouble(1) != 1;
    }

    private static Optional<Split> split(AssetSymbol symbol, JsonNode day) {
        if (!isSplit(day)) {
            return Optional.empty();
        }
        try {
            BigDecimal factor = QuotedFigures.number(day.path("splitFactor").asText(), "splitFactor");
            return Optional.of(new Split(date(day), ProviderActions.ratio(factor, BigDecimal.ONE)));
        } catch (IllegalArgumentException | ArithmeticException bad) {
            LOG.warnf("A split of %s by %s is not taken: %s", symbol, NAME, bad.getMessage());
            return Optional.empty();
        }
    }

    private static LocalDate date(JsonNode day) {
        return LocalDate.ofInstant(QuotedFigures.time(day, "date"), ZoneOffset.UTC);
    }

    /** Ends of day of all symbols but those that were split: a split comes with the asset's own bars alone. */
    @Override
    public Uni<List<Sample>> lastDays(Map<AssetSymbol, String> assets) {
        return web.get("/tiingo/daily/prices").map(answer -> {
            Map<String, JsonNode> told = new HashMap<>();
            answer.json().forEach(day -> told.put(ticker(day), day));
            return assets.entrySet().stream()
                    .flatMap(asset -> lastDay(asset.getKey(), told.get(asset.getValue())).stream())
                    .toList();
        });
    }

    private Optional<Sample> lastDay(AssetSymbol symbol, @Nullable JsonNode day) {
        if (day == null || isSplit(day)) {
            return Optional.empty();
        }
        try {
            return bar(symbol, day);
        } catch (IllegalArgumentException | ArithmeticException bad) {
            LOG.warnf("The last day of %s by %s is not taken: %s", symbol, NAME, bad.getMessage());
            return Optional.empty();
        }
    }

    /** Its days are dates, written as their midnight in UTC. */
    private Optional<Sample> bar(AssetSymbol symbol, JsonNode day) {
        return hours.on(date(day))
                .map(trading -> new Sample(
                        new Asset(
                                symbol,
                                QuotedFigures.price(day, "open"),
                                QuotedFigures.price(day, "high"),
                                QuotedFigures.price(day, "low"),
                                QuotedFigures.price(day, "close"),
                                QuotedFigures.volume(day.path("volume").asText(), "volume")),
                        trading.closes(),
                        NAME));
    }
}
