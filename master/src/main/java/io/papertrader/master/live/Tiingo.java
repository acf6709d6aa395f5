package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.node.config.AtLeastOne;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tiingo: shares of the United States, with the operator's key; {@code iex} and {@code tiingo/daily} of
 * https://www.tiingo.com/documentation. A free account gets about 50 calls an hour, so it is asked every four minutes
 * at most.
 */
@ApplicationScoped
class Tiingo implements LiveProvider {
    static final String NAME = "tiingo";

    /** Symbols that a call names; of more all that it has are asked for, so that its address stays short. */
    private static final int MOST_NAMED = 500;

    private final Web web;
    private final Duration every;
    private final boolean hasKey;
    private final TiingoDays days;
    private final TiingoActions actions;

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
        @WithConverter(AtLeastOne.class)
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
        this.days = new TiingoDays(web, hours);
        this.actions = new TiingoActions(web, hours);
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
            answer.list().forEach(value -> told.put(ticker(value), value));
            return assets.entrySet().stream()
                    .flatMap(asset -> Stream.ofNullable(told.get(asset.getValue()))
                            .map(value -> Reading.of(asset.getKey(), () -> value(asset.getKey(), value))))
                    .toList();
        });
    }

    /** The latest value with its day so far; before the day's first trade there is none. */
    private static Sample value(AssetSymbol symbol, JsonNode value) {
        Money last = QuotedFigures.price(value, "tngoLast");
        Asset asset = QuotedFigures.isThere(value, "open")
                ? new Asset(
                        symbol,
                        QuotedFigures.price(value, "open"),
                        QuotedFigures.price(value, "high"),
                        QuotedFigures.price(value, "low"),
                        last,
                        QuotedFigures.isThere(value, "volume")
                                ? QuotedFigures.volume(value.path("volume").asText(), "volume")
                                : Quantity.ZERO)
                : new Asset(symbol, last, last, last, last, Quantity.ZERO);
        return new Sample(asset, QuotedFigures.time(value, "timestamp"), NAME);
    }

    @Override
    public Uni<ToldActions> actions(Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
        return actions.of(assets, from, to);
    }

    /** Days alone: it has no minutes of the past for all its accounts. */
    @Override
    public Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> Uni.createFrom().item(PastBars.none());
            case DAY -> days.of(symbol, ownName, stretch);
        };
    }

    @Override
    public Uni<List<Reading>> lastDays(Map<AssetSymbol, String> assets) {
        return days.last(assets);
    }

    @Override
    public Duration reach(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> Duration.ZERO;
            case DAY -> FOR_EVER;
        };
    }

    /** The symbol that a row is about, in lower case, as it is asked for. */
    static String ticker(JsonNode row) {
        return row.path("ticker").asText().toLowerCase(Locale.ROOT);
    }
}
