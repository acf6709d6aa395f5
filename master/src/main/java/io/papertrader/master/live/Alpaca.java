package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.codec.message.Asset;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Alpaca's market data v2: shares of the United States, with the operator's key; {@code assets}, {@code snapshots} and
 * {@code bars} of https://docs.alpaca.markets. Bars are raw: splits and dividends are the market's own business.
 */
@ApplicationScoped
class Alpaca implements LiveProvider {
    private static final String NAME = "alpaca";

    /** Symbols of one call: its address stays short enough for whatever is in between. */
    private static final int A_CALL = 500;

    private final Web data;
    private final Web trading;
    private final String feed;
    private final boolean hasKey;
    private final TradingCalendar hours;
    private final Bars bars;
    private final Actions actions;

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
        this.bars = new Bars(new Pages(data), feed, hours);
        this.actions = new Actions(new Pages(data));
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
            answer.json().forEach(asset -> {
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
        boolean isOfTheDay = day.path("t").isTextual()
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
        Uni<List<Split>> splits =
                switch (resolution) {
                    case MINUTE -> Uni.createFrom().item(List.of());
                    // Days are raw, so that they need the splits of their time.
                    case DAY -> actions.splits(symbol, ownName, hours.date(stretch.from()), hours.date(stretch.to()));
                };
        return bars.of(symbol, ownName, stretch, resolution)
                .flatMap(told -> splits.map(known -> new PastBars(told, known)));
    }

    @Override
    public Uni<List<CorporateAction>> actions(Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
        return actions.of(assets, from, to);
    }

    /** Bars of the past, as they were traded. */
    private record Bars(Pages pages, String feed, TradingCalendar hours) {
        private static final int A_PAGE = 10_000;

        Uni<List<Reading>> of(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
            String timeframe =
                    switch (resolution) {
                        case MINUTE -> "1Min";
                        case DAY -> "1Day";
                    };
            String target = "/v2/stocks/bars?symbols=%s&timeframe=%s&start=%s&end=%s&adjustment=raw&feed=%s&limit=%d"
                    .formatted(ownName, timeframe, stretch.from(), stretch.to(), feed, A_PAGE);
            return pages.of(target)
                    .map(told -> told.stream()
                            .flatMap(page -> StreamSupport.stream(
                                    page.path("bars").path(ownName).spliterator(), false))
                            .flatMap(bar -> reading(symbol, bar, resolution).stream())
                            .toList());
        }

        private Optional<Reading> reading(AssetSymbol symbol, JsonNode bar, Resolution resolution) {
            try {
                return bar(symbol, bar, resolution).map(Reading.Value::new);
            } catch (IllegalArgumentException | ArithmeticException bad) {
                return Optional.of(new Reading.Nonsense(symbol, String.valueOf(bad.getMessage())));
            }
        }

        /** A bar is told by its start, and true at its close; one of a day without trading is none. */
        private Optional<Sample> bar(AssetSymbol symbol, JsonNode bar, Resolution resolution) {
            Instant start = QuotedFigures.time(bar, "t");
            LocalDate date = hours.date(start);
            return hours.on(date)
                    .map(day -> switch (resolution) {
                        case MINUTE -> start.plus(1, ChronoUnit.MINUTES).minusMillis(1);
                        case DAY -> day.closes();
                    })
                    .map(close -> new Sample(
                            new Asset(
                                    symbol,
                                    QuotedFigures.price(bar, "o"),
                                    QuotedFigures.price(bar, "h"),
                                    QuotedFigures.price(bar, "l"),
                                    QuotedFigures.price(bar, "c"),
                                    QuotedFigures.volume(bar.path("v").asText(), "v")),
                            close,
                            NAME + " " + feed));
        }
    }

    /**
     * Splits, cash dividends and other symbols. It chooses by the day on which it processes them, which for a dividend
     * is that of the payment, weeks behind the ex-date.
     */
    private record Actions(Pages pages) {
        private static final String TYPES = "forward_split,reverse_split,cash_dividend,name_change";

        /** A dividend is paid within so many days of its ex-date. */
        private static final int PAID_WITHIN = 120;

        Uni<List<CorporateAction>> of(Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
            return Multi.createFrom()
                    .iterable(assets.values())
                    .group()
                    .intoLists()
                    .of(A_CALL)
                    .onItem()
                    .transformToUniAndConcatenate(
                            some -> pages.of("/v1/corporate-actions?types=%s&start=%s&end=%s&limit=1000&symbols=%s"
                                    .formatted(TYPES, from, to.plusDays(PAID_WITHIN), String.join(",", some))))
                    .collect()
                    .in(ArrayList<JsonNode>::new, List::addAll)
                    .map(told -> all(told, assets).stream()
                            .filter(action -> !action.exDate().isBefore(from)
                                    && !action.exDate().isAfter(to))
                            .toList());
        }

        /** Those splits alone that one asset had. */
        Uni<List<Split>> splits(AssetSymbol symbol, String ownName, LocalDate from, LocalDate to) {
            return of(Map.of(symbol, ownName), from, to)
                    .map(actions -> actions.stream()
                            .flatMap(action -> action.change() instanceof Change.Split(ShareRatio ratio)
                                    ? Stream.of(new Split(action.exDate(), ratio))
                                    : Stream.empty())
                            .toList());
        }

        private static List<CorporateAction> all(List<JsonNode> pages, Map<AssetSymbol, String> assets) {
            ProviderActions rows = new ProviderActions(NAME, assets);
            pages.stream().map(page -> page.path("corporate_actions")).forEach(page -> {
                Stream.of("forward_splits", "reverse_splits")
                        .flatMap(kind -> StreamSupport.stream(page.path(kind).spliterator(), false))
                        .forEach(row -> rows.add(
                                row,
                                row.path("symbol").asText(),
                                "ex_date",
                                "split",
                                split -> ProviderActions.split(split, "new_rate", "old_rate")));
                page.path("cash_dividends")
                        .forEach(row -> rows.add(
                                row,
                                row.path("symbol").asText(),
                                "ex_date",
                                "dividend",
                                dividend -> ProviderActions.dividend(dividend, "rate")));
                page.path("name_changes")
                        .forEach(row -> rows.symbol(row.path("new_symbol").asText())
                                .ifPresent(to -> rows.add(
                                        row,
                                        row.path("old_symbol").asText(),
                                        "process_date",
                                        "renaming",
                                        name -> new Change.Renaming(to))));
            });
            return rows.all();
        }
    }

    /** Answers that come page by page. */
    private record Pages(Web data) {
        /** More pages than any stretch that is asked for has: one that never ends is a fault. */
        private static final int MOST = 100;

        Uni<List<JsonNode>> of(String target) {
            return from(target, "", new HashSet<>());
        }

        private Uni<List<JsonNode>> from(String target, String token, Set<String> seen) {
            if (!seen.add(token) || seen.size() > MOST) {
                return Uni.createFrom().failure(new ProviderFault.Lasting("gives pages without an end"));
            }
            return data.get(token.isEmpty() ? target : target + "&page_token=" + token)
                    .map(WebAnswer::json)
                    .flatMap(page -> {
                        String next = page.path("next_page_token").asText("");
                        return next.isEmpty() || next.equals("null")
                                ? Uni.createFrom().item(List.of(page))
                                : from(target, next, seen)
                                        .map(rest -> Stream.concat(Stream.of(page), rest.stream())
                                                .toList());
                    });
        }
    }
}
