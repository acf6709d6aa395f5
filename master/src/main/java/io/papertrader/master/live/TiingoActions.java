package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Map;

/** Splits and cash dividends by Tiingo: a call for each kind and trading day tells of all symbols at once. */
record TiingoActions(Web web, TradingCalendar hours) {
    /** The status of a split that will not be. */
    private static final String CANCELLED = "c";

    Uni<ToldActions> of(Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
        ProviderActions rows = new ProviderActions(assets, from, to);
        return Multi.createFrom()
                .iterable(from.datesUntil(to.plusDays(1))
                        .filter(date -> hours.on(date).isPresent())
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(date -> add(rows, date))
                .collect()
                .last()
                .map(done -> rows.told());
    }

    private Uni<WebAnswer> add(ProviderActions rows, LocalDate date) {
        return web.get("/tiingo/corporate-actions/splits?exDate=" + date)
                .invoke(answer -> addSplits(rows, answer))
                .flatMap(splits -> web.get("/tiingo/corporate-actions/distributions?exDate=" + date))
                .invoke(answer -> addDividends(rows, answer));
    }

    private static void addSplits(ProviderActions rows, WebAnswer answer) {
        answer.list().forEach(row -> {
            if (!CANCELLED.equals(row.path("splitStatus").asText())) {
                rows.add(
                        row,
                        Tiingo.ticker(row),
                        "exDate",
                        "split",
                        split -> ProviderActions.split(split, "splitTo", "splitFrom"));
            }
        });
    }

    private static void addDividends(ProviderActions rows, WebAnswer answer) {
        answer.list()
                .forEach(row -> rows.add(
                        row,
                        Tiingo.ticker(row),
                        "exDate",
                        "dividend",
                        dividend -> ProviderActions.dividend(dividend, "distribution")));
    }
}
