package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.market.action.Change;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Splits, cash dividends and other symbols by Alpaca. It chooses by the day on which it processes them, which for a
 * dividend is that of the payment, weeks behind the ex-date.
 */
record AlpacaActions(AlpacaPages pages) {
    private static final String SPLITS = "forward_split,reverse_split";
    private static final String ALL = SPLITS + ",cash_dividend,name_change";

    /** A dividend is paid within so many days of its ex-date. */
    private static final int PAID_WITHIN = 120;

    Uni<ToldActions> of(Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
        return of(ALL, assets, from, to);
    }

    /** Those splits alone that one asset had. */
    Uni<ToldActions> splits(AssetSymbol symbol, String ownName, LocalDate from, LocalDate to) {
        return of(SPLITS, Map.of(symbol, ownName), from, to);
    }

    private Uni<ToldActions> of(String types, Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
        return Multi.createFrom()
                .iterable(assets.values())
                .group()
                .intoLists()
                .of(Alpaca.A_CALL)
                .onItem()
                .transformToUniAndConcatenate(some -> pages.of(
                        "/v1/corporate-actions?types=%s&start=%s&end=%s&limit=1000&symbols=%s"
                                .formatted(types, from, to.plusDays(PAID_WITHIN), String.join(",", some)),
                        "corporate_actions"))
                .collect()
                .in(ArrayList<JsonNode>::new, List::addAll)
                .map(pages -> told(pages, new ProviderActions(assets, from, to)));
    }

    private static ToldActions told(List<JsonNode> pages, ProviderActions rows) {
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
        });
        // Each of the two symbols of a change brings it, where a call does not name both.
        pages.stream()
                .flatMap(page -> StreamSupport.stream(
                        page.path("corporate_actions").path("name_changes").spliterator(), false))
                .distinct()
                .forEach(row -> rows.symbol(row.path("new_symbol").asText())
                        .ifPresent(to -> rows.add(
                                row,
                                row.path("old_symbol").asText(),
                                "process_date",
                                "renaming",
                                name -> new Change.Renaming(to))));
        return rows.told();
    }
}
