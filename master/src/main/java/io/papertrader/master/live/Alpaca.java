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
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alpaca's market data v2: shares of the United States, with the operator's key; {@code assets}, {@code snapshots} and
 * {@code bars} of https://docs.alpaca.markets. Bars are raw: splits and dividends are the market's own business.
 */
@ApplicationScoped
class Alpaca implements LiveProvider {
    static final String NAME = "alpaca";

    /** Symbols of one call: its address stays short enough for whatever is in between. */
    static final int A_CALL = 500;

    private final Web data;
    private final Web trading;
    private final String feed;
    private final boolean hasKey;
    private final TradingCalendar hours;
    private final AlpacaBars bars;
    private final AlpacaActions actions;

    /** Alpaca's market data, by the operator's key. */
    @ConfigMapping(prefix = "papertrader.alpaca")
    interface Config {
        /** The address of its market data. */
        @WithDefault("https://data.alpaca.markets")
        String address();

        /**
         * The address of its list of assets, which belongs to the key: that of paper accounts, or {@code
         * https://api.alpaca.markets}.
         */
        @WithDefault("https://paper-api.alpaca.markets")
        String assetsAddress();

        /** The key's id. */
        Optional<String> key();

        /** The key's secret. */
        Optional<String> secret();

        /** The feed: {@code iex}, {@code delayed_sip}, or {@code sip} with a subscription. */
        @WithDefault("iex")
        String feed();

        /** The calls that it may get within an hour. */
        @WithConverter(AtLeastOne.class)
        @WithDefault("10000")
        int callsPerHour();
    }

    @Inject
    Alpaca(Webs webs, Config config, Listings listings) {
        this(
                webs.to(NAME, config.address(), config.callsPerHour(), key(config)),
                webs.to(NAME, config.assetsAddress(), config.callsPerHour(), key(config)),
                config.feed(),
                config.key().isPresent() && config.secret().isPresent(),
                listings.hours(AssetClass.US));
    }

    Alpaca(Web data, Web trading, String feed, boolean hasKey, TradingCalendar hours) {
        this.data = data;
        this.trading = trading;
        this.feed = feed;
        this.hasKey = hasKey;
        this.hours = hours;
        this.bars = new AlpacaBars(new AlpacaPages(data), feed, hours);
        this.actions = new AlpacaActions(new AlpacaPages(data));
    }

    private static Map<String, String> key(Config config) {
        return Map.of(
                "APCA-API-KEY-ID", config.key().orElse(""),
                "APCA-API-SECRET-KEY", config.secret().orElse(""));
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
        return data;
    }

    @Override
    public Optional<String> missingSetting() {
        return hasKey ? Optional.empty() : Optional.of("PAPERTRADER_ALPACA_KEY and PAPERTRADER_ALPACA_SECRET");
    }

    @Override
    public int assetsACall() {
        return A_CALL;
    }

    @Override
    public Uni<Map<AssetSymbol, String>> assets(Collection<AssetSymbol> wanted) {
        return trading.get("/v2/assets?status=active&asset_class=us_equity").map(answer -> {
            Map<String, String> there = new HashMap<>();
            answer.list().forEach(asset -> {
                String symbol = asset.path("symbol").asText();
                there.put(symbol.replace('/', '.'), symbol);
            });
            Map<AssetSymbol, String> names = new HashMap<>();
            wanted.forEach(symbol ->
                    Optional.ofNullable(there.get(symbol.folded())).ifPresent(name -> names.put(symbol, name)));
            return names;
        });
    }

    @Override
    public Uni<List<Reading>> values(Map<AssetSymbol, String> assets) {
        List<Map.Entry<AssetSymbol, String>> all = List.copyOf(assets.entrySet());
        return Multi.createFrom()
                .iterable(all)
                .group()
                .intoLists()
                .of(A_CALL)
                .onItem()
                .transformToUniAndConcatenate(this::someValues)
                .collect()
                .in(ArrayList<Reading>::new, List::addAll)
                .map(List::copyOf);
    }

    private Uni<List<Reading>> someValues(List<Map.Entry<AssetSymbol, String>> some) {
        String symbols = String.join(",", some.stream().map(Map.Entry::getValue).toList());
        return data.get("/v2/stocks/snapshots?feed=" + feed + "&symbols=" + symbols)
                .map(answer -> {
                    JsonNode snapshots = answer.json();
                    return some.stream()
                            .filter(asset -> snapshots.hasNonNull(asset.getValue()))
                            .map(asset -> Reading.of(
                                    asset.getKey(), () -> value(asset.getKey(), snapshots.path(asset.getValue()))))
                            .toList();
                });
    }

    /** The latest trade, with the day's bar where it is of the same day. */
    private Sample value(AssetSymbol symbol, JsonNode snapshot) {
        JsonNode trade = snapshot.path("latestTrade");
        Money last = QuotedFigures.price(trade, "p");
        Instant time = QuotedFigures.time(trade, "t");
        JsonNode day = snapshot.path("dailyBar");
        boolean isOfTheDay = QuotedFigures.isThere(snapshot, "dailyBar")
                && hours.date(QuotedFigures.time(day, "t")).equals(hours.date(time));
        Asset asset = isOfTheDay
                ? new Asset(
                        symbol,
                        QuotedFigures.price(day, "o"),
                        QuotedFigures.price(day, "h"),
                        QuotedFigures.price(day, "l"),
                        last,
                        QuotedFigures.volume(day.path("v").asText(), "v"))
                : new Asset(symbol, last, last, last, last, Quantity.ZERO);
        return new Sample(asset, time, NAME + " " + feed);
    }

    @Override
    public Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        Uni<ToldActions> splits =
                switch (resolution) {
                    case MINUTE -> Uni.createFrom().item(ToldActions.none());
                    // Days are raw, so that they need the splits of their time.
                    case DAY -> actions.splits(symbol, ownName, hours.date(stretch.from()), hours.date(stretch.to()));
                };
        return bars.of(symbol, ownName, stretch, resolution)
                .flatMap(told -> splits.map(known -> PastBars.with(told, known)));
    }

    @Override
    public Uni<ToldActions> actions(Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
        return actions.of(assets, from, to);
    }
}
