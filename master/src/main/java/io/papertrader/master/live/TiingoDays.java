package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days of the past by Tiingo, as they were traded: dates, written as their midnight in UTC. */
record TiingoDays(Web web, TradingCalendar hours) {
    /** Those of one asset, with its splits; a day without trading is none. */
    Uni<PastBars> of(AssetSymbol symbol, String ownName, Stretch stretch) {
        return web.get("/tiingo/daily/%s/prices?startDate=%s&endDate=%s"
                        .formatted(ownName, hours.date(stretch.from()), hours.date(stretch.to())))
                .map(answer -> past(symbol, answer.list()));
    }

    private PastBars past(AssetSymbol symbol, JsonNode days) {
        List<Reading> bars = new ArrayList<>();
        List<Split> splits = new ArrayList<>();
        List<Reading.Nonsense> noSplits = new ArrayList<>();
        for (JsonNode day : days) {
            Reading.ofBar(symbol, () -> date(day), () -> bar(symbol, day)).ifPresent(bars::add);
            try {
                split(day).ifPresent(splits::add);
            } catch (IllegalArgumentException | ArithmeticException bad) {
                noSplits.add(new Reading.Nonsense(
                        symbol, "a split of " + day.path("date").asText() + ": " + bad.getMessage()));
            }
        }
        return new PastBars(bars, splits, noSplits);
    }

    /** Ends of day of all symbols but those that were split: a split comes with the asset's own bars alone. */
    Uni<List<Reading>> last(Map<AssetSymbol, String> assets) {
        return web.get("/tiingo/daily/prices").map(answer -> {
            Map<String, JsonNode> told = new HashMap<>();
            answer.list().forEach(day -> told.put(Tiingo.ticker(day), day));
            return assets.entrySet().stream()
                    .flatMap(asset -> last(asset.getKey(), told.get(asset.getValue())).stream())
                    .toList();
        });
    }

    private Optional<Reading> last(AssetSymbol symbol, @Nullable JsonNode day) {
        return day == null || maySplit(day)
                ? Optional.empty()
                : Reading.ofBar(symbol, () -> date(day), () -> bar(symbol, day));
    }

    private static boolean maySplit(JsonNode day) {
        try {
            return factor(day).isPresent();
        } catch (IllegalArgumentException unknown) {
            return true;
        }
    }

    /** The number of shares that each one of the day before became, where that is another than one. */
    private static Optional<BigDecimal> factor(JsonNode day) {
        return Optional.of(QuotedFigures.number(day.path("splitFactor").asText(), "splitFactor"))
                .filter(factor -> factor.compareTo(BigDecimal.ONE) != 0);
    }

    private static Optional<Split> split(JsonNode day) {
        return factor(day).map(factor -> new Split(date(day), ProviderActions.ratio(factor, BigDecimal.ONE)));
    }

    private static LocalDate date(JsonNode day) {
        return LocalDate.ofInstant(QuotedFigures.time(day, "date"), ZoneOffset.UTC);
    }

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
                        Tiingo.NAME));
    }
}
