package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Bars of the past by Alpaca, as they were traded. */
record AlpacaBars(AlpacaPages pages, String feed, TradingCalendar hours) {
    private static final int A_PAGE = 10_000;

    Uni<List<Reading>> of(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        String timeframe =
                switch (resolution) {
                    case MINUTE -> "1Min";
                    case DAY -> "1Day";
                };
        String target = "/v2/stocks/bars?symbols=%s&timeframe=%s&start=%s&end=%s&adjustment=raw&feed=%s&limit=%d"
                .formatted(ownName, timeframe, stretch.from(), stretch.to(), feed, A_PAGE);
        return pages.of(target, "bars")
                .map(told -> told.stream()
                        .flatMap(page -> StreamSupport.stream(
                                page.path("bars").path(ownName).spliterator(), false))
                        .flatMap(
                                bar -> Reading.ofBar(
                                        symbol, () -> QuotedFigures.time(bar, "t"), () -> bar(symbol, bar, resolution))
                                        .stream())
                        .toList());
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
                        Alpaca.NAME + " " + feed));
    }
}
