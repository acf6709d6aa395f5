package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.node.config.AtLeastOne;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Kraken's public market data: crypto currencies, no key, {@code AssetPairs}, {@code Ticker} and {@code OHLC} of
 * https://docs.kraken.com/api. It knows assets by pairs such as {@code XBT/USD}; a ticker has no time of its own, so it
 * is true when Kraken gave the answer.
 */
@ApplicationScoped
class Kraken implements LiveProvider {
    private static final String NAME = "kraken";

    /** Names of its own for assets that everybody else calls otherwise. */
    private static final Map<String, String> OWN_WORDS = Map.of("BTC", "XBT", "DOGE", "XDG");

    /** Bars that it has of a pair and length; the last of its 720 goes on. */
    private static final int BARS = 719;

    private static final int LAST_CLOSED = 0;
    private static final int TODAY = 0;

    private final Web web;

    /** Kraken's public market data, without a key. */
    @ConfigMapping(prefix = "papertrader.kraken")
    interface Config {
        /** The address of its API. */
        @WithDefault("https://api.kraken.com")
        String address();

        /** The calls that it may get within an hour; it takes about one a second. */
        @WithConverter(AtLeastOne.class)
        @WithDefault("3000")
        int callsPerHour();
    }

    @Inject
    Kraken(Webs webs, Config config) {
        this(webs.to(NAME, config.address(), config.callsPerHour(), Map.of()));
    }

    Kraken(Web web) {
        this.web = web;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DataTerms terms() {
        return DataTerms.UNSTATED;
    }

    @Override
    public Web web() {
        return web;
    }

    @Override
    public Uni<Map<AssetSymbol, String>> assets(Collection<AssetSymbol> wanted) {
        return web.get("/0/public/AssetPairs").map(answer -> {
            JsonNode pairs = result(answer);
            Map<String, String> keys = new HashMap<>();
            pairs.properties()
                    .forEach(pair -> keys.put(pair.getValue().path("wsname").asText(), pair.getKey()));
            Map<AssetSymbol, String> names = new HashMap<>();
            wanted.forEach(
                    symbol -> Optional.ofNullable(keys.get(pair(symbol))).ifPresent(key -> names.put(symbol, key)));
            return names;
        });
    }

    /** As {@code XBT/USD} for BTC-USD. */
    private static String pair(AssetSymbol symbol) {
        String[] sides = symbol.folded().split("\\.", 2);
        return String.join(
                "/",
                Stream.of(sides).map(side -> OWN_WORDS.getOrDefault(side, side)).toList());
    }

    @Override
    public Uni<List<Reading>> values(Map<AssetSymbol, String> assets) {
        return web.get("/0/public/Ticker?pair=" + String.join(",", assets.values()))
                .map(answer -> {
                    JsonNode tickers = result(answer);
                    return assets.entrySet().stream()
                            .filter(asset -> tickers.has(asset.getValue()))
                            .map(asset -> Reading.of(
                                    asset.getKey(),
                                    () -> value(asset.getKey(), tickers.path(asset.getValue()), answer.time())))
                            .toList();
                });
    }

    /** Of the figures of today and of the last 24 hours, those of today. */
    private static Sample value(AssetSymbol symbol, JsonNode ticker, Instant time) {
        Asset day = new Asset(
                symbol,
                QuotedFigures.price(ticker, "o"),
                QuotedFigures.price(ticker.path("h"), TODAY, "h"),
                QuotedFigures.price(ticker.path("l"), TODAY, "l"),
                QuotedFigures.price(ticker.path("c"), LAST_CLOSED, "c"),
                QuotedFigures.volume(ticker.path("v").path(TODAY).asText(), "v"));
        return new Sample(day, time, NAME);
    }

    @Override
    public Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        Duration length = length(resolution);
        String target = "/0/public/OHLC?pair=%s&interval=%d&since=%d"
                .formatted(
                        ownName,
                        length.toMinutes(),
                        stretch.from().minus(length).getEpochSecond());
        return web.get(target)
                .map(answer ->
                        PastBars.of(StreamSupport.stream(bars(answer, ownName).spliterator(), false)
                                .flatMap(bar -> Reading.ofBar(
                                        symbol, () -> start(bar), () -> Optional.of(bar(symbol, bar, length)))
                                        .stream())));
    }

    private static JsonNode bars(WebAnswer answer, String ownName) {
        JsonNode bars = result(answer).path(ownName);
        if (!bars.isArray()) {
            throw new ProviderFault.Lasting("answered without bars of " + ownName);
        }
        return bars;
    }

    private static Duration length(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> Duration.ofMinutes(1);
            case DAY -> Duration.ofDays(1);
        };
    }

    /** It tells of the last ones alone, wherever a question begins. */
    @Override
    public Duration reach(Resolution resolution) {
        return length(resolution).multipliedBy(BARS);
    }

    /** Time, open, high, low, close, average, volume, count. */
    private static Sample bar(AssetSymbol symbol, JsonNode bar, Duration length) {
        Asset asset = new Asset(
                symbol,
                QuotedFigures.price(bar, 1, "open"),
                QuotedFigures.price(bar, 2, "high"),
                QuotedFigures.price(bar, 3, "low"),
                QuotedFigures.price(bar, 4, "close"),
                QuotedFigures.volume(bar.path(6).asText(), "volume"));
        return new Sample(asset, start(bar).plus(length).minusMillis(1), NAME);
    }

    private static Instant start(JsonNode bar) {
        return QuotedFigures.seconds(bar.path(0), "time");
    }

    /** It answers faults with status 200 and a list of words. */
    private static JsonNode result(WebAnswer answer) {
        JsonNode json = answer.json();
        JsonNode errors = json.path("error");
        if (!errors.isEmpty()) {
            throw new ProviderFault.Lasting("answered " + errors.path(0).asText());
        }
        if (!json.path("result").isObject()) {
            throw new ProviderFault.Lasting("answered without a result");
        }
        return json.path("result");
    }
}
