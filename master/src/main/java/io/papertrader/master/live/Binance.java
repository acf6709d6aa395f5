package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.codec.message.Asset;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Binance's public market data: crypto currencies, no key, {@code ticker/price}, {@code ticker/24hr} and {@code klines}
 * of https://developers.binance.com. It trades against a token of the dollar, not against the dollar. Its figures of a
 * day are those of the last 24 hours, which are no day, so only the latest value and its time are taken.
 */
@ApplicationScoped
class Binance implements LiveProvider {
    private static final String NAME = "binance";
    private static final String DOLLAR = "USD";
    private static final int MOST_BARS = 1_000;

    /** More pages than any stretch that is asked for has. */
    private static final int MOST_PAGES = 50;

    private static final int CLOSED_AT = 6;

    private final Web web;
    private final String dollar;

    /** Binance's public market data, without a key. */
    @ConfigMapping(prefix = "papertrader.binance")
    interface Config {
        /** The address of its API. */
        @WithDefault("https://data-api.binance.vision")
        String address();

        /** The calls that it may get within an hour. */
        @WithConverter(AtLeastOne.class)
        @WithDefault("3000")
        int callsPerHour();

        /** The token whose prices are shown as those in dollars. */
        @WithDefault("USDT")
        String dollar();
    }

    @Inject
    Binance(Webs webs, Config config) {
        this(webs.to(NAME, config.address(), config.callsPerHour(), Map.of()), config.dollar());
    }

    Binance(Web web, String dollar) {
        this.web = web;
        this.dollar = dollar;
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
        return web.get("/api/v3/ticker/price").map(answer -> {
            Set<String> there = StreamSupport.stream(answer.list().spliterator(), false)
                    .map(pair -> pair.path("symbol").asText())
                    .collect(Collectors.toSet());
            Map<AssetSymbol, String> names = new HashMap<>();
            wanted.stream()
                    .filter(symbol -> there.contains(pair(symbol)))
                    .forEach(symbol -> names.put(symbol, pair(symbol)));
            return names;
        });
    }

    /** As {@code BTCUSDT} for BTC-USD. */
    private String pair(AssetSymbol symbol) {
        String[] sides = symbol.folded().split("\\.", 2);
        String against = sides[sides.length - 1];
        return sides[0] + (against.equals(DOLLAR) ? dollar : against);
    }

    @Override
    public Uni<List<Reading>> values(Map<AssetSymbol, String> assets) {
        String wanted =
                assets.values().stream().map(name -> '"' + name + '"').collect(Collectors.joining(",", "[", "]"));
        return web.get("/api/v3/ticker/24hr?type=MINI&symbols=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8))
                .map(answer -> {
                    Map<String, JsonNode> tickers = new HashMap<>();
                    answer.list()
                            .forEach(ticker -> tickers.put(ticker.path("symbol").asText(), ticker));
                    return assets.entrySet().stream()
                            .flatMap(asset -> Stream.ofNullable(tickers.get(asset.getValue()))
                                    .map(ticker -> Reading.of(
                                            asset.getKey(), () -> value(asset.getKey(), asset.getValue(), ticker))))
                            .toList();
                });
    }

    private static Sample value(AssetSymbol symbol, String ownName, JsonNode ticker) {
        Money last = QuotedFigures.price(ticker, "lastPrice");
        Asset asset = new Asset(symbol, last, last, last, last, Quantity.ZERO);
        return new Sample(asset, QuotedFigures.millis(ticker.path("closeTime"), "closeTime"), NAME + " " + ownName);
    }

    /** A page after another: each begins behind the last bar of the one before. */
    @Override
    public Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        return pages(ownName, stretch, resolution, MOST_PAGES)
                .map(bars -> PastBars.of(bars.stream()
                        .flatMap(bar ->
                                Reading.ofBar(symbol, () -> closed(bar), () -> Optional.of(bar(symbol, ownName, bar)))
                                        .stream())));
    }

    private Uni<List<JsonNode>> pages(String ownName, Stretch stretch, Resolution resolution, int most) {
        String interval =
                switch (resolution) {
                    case MINUTE -> "1m";
                    case DAY -> "1d";
                };
        String target = "/api/v3/klines?symbol=%s&interval=%s&startTime=%d&endTime=%d&limit=%d"
                .formatted(
                        ownName,
                        interval,
                        stretch.from().toEpochMilli(),
                        stretch.to().toEpochMilli() - 1,
                        MOST_BARS);
        return web.get(target)
                .map(answer ->
                        StreamSupport.stream(answer.list().spliterator(), false).toList())
                .flatMap(page -> rest(page, stretch)
                        .map(rest -> next(ownName, rest, resolution, most).map(more -> joined(page, more)))
                        .orElseGet(() -> Uni.createFrom().item(page)));
    }

    private Uni<List<JsonNode>> next(String ownName, Stretch rest, Resolution resolution, int most) {
        return most == 1
                ? Uni.createFrom().failure(new ProviderFault.Lasting("gives pages without an end"))
                : pages(ownName, rest, resolution, most - 1);
    }

    /** The part of a stretch behind a full page; where its last bar has no time nobody knows where that begins. */
    private static Optional<Stretch> rest(List<JsonNode> page, Stretch stretch) {
        return Optional.of(page)
                .filter(full -> full.size() == MOST_BARS)
                .map(full -> lastClosed(full).plusMillis(1))
                .filter(next -> next.isAfter(stretch.from()) && next.isBefore(stretch.to()))
                .map(next -> new Stretch(next, stretch.to()));
    }

    private static Instant lastClosed(List<JsonNode> page) {
        try {
            return closed(page.getLast());
        } catch (IllegalArgumentException none) {
            throw new ProviderFault.Lasting("answered with a page whose end has no time: " + none.getMessage());
        }
    }

    private static List<JsonNode> joined(List<JsonNode> page, List<JsonNode> more) {
        return Stream.concat(page.stream(), more.stream()).toList();
    }

    /** Time of the open, open, high, low, close, volume, time of the close. */
    private static Sample bar(AssetSymbol symbol, String ownName, JsonNode bar) {
        Asset asset = new Asset(
                symbol,
                QuotedFigures.price(bar, 1, "open"),
                QuotedFigures.price(bar, 2, "high"),
                QuotedFigures.price(bar, 3, "low"),
                QuotedFigures.price(bar, 4, "close"),
                QuotedFigures.volume(bar.path(5).asText(), "volume"));
        return new Sample(asset, closed(bar), NAME + " " + ownName);
    }

    private static Instant closed(JsonNode bar) {
        return QuotedFigures.millis(bar.path(CLOSED_AT), "time");
    }
}
