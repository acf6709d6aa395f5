package io.papertrader.master.asset;

import io.papertrader.codec.message.Bar;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Stretches of an asset's past under all of its symbols: what was before it got another one is told by the former. Rows
 * stay under the symbol by which they were traded.
 */
@ApplicationScoped
class AssetSeries {
    private final AdjustedSeries series;
    private final Renamings renamings;
    private final SplitRepository splits;
    private final MarketZones zones;

    AssetSeries(AdjustedSeries series, Renamings renamings, SplitRepository splits, MarketZones zones) {
        this.series = series;
        this.renamings = renamings;
        this.splits = splits;
        this.zones = zones;
    }

    /** Reads the first bars of a stretch under one symbol, as many as there may be. */
    private interface Reading {
        Uni<List<Bar>> of(AssetSymbol symbol, Window stretch, int most);
    }

    /** The first updates. */
    Uni<List<Bar>> updates(AssetSymbol asset, Window window, int most) {
        return read(asset, Window.END, window, most, series::updates);
    }

    /** The first days. */
    Uni<List<Bar>> days(AssetSymbol asset, Window window, int most) {
        return read(asset, Window.END, window, most, series::days);
    }

    /** The first months. */
    Uni<List<Bar>> months(AssetSymbol asset, Window window, int most) {
        return read(asset, Window.END, window, most, series::months);
    }

    /** The last closes up to a time, a day each, oldest first. */
    Uni<List<Money>> dailyCloses(AssetSymbol asset, Instant latest, int most) {
        Window window = AdjustedSeries.closesUntil(latest, most, zones.of(asset));
        return renamings
                .former(asset, window.first(), Window.END)
                .flatMap(former -> former.isEmpty()
                        ? series.dailyCloses(asset, latest, most)
                        : days(asset, window, 2 * most + 1).map(bars -> AdjustedSeries.lastCloses(bars, most)));
    }

    /** The bars of the asset that has this symbol on the days before a date. */
    private Uni<List<Bar>> read(AssetSymbol symbol, LocalDate before, Window window, int most, Reading reading) {
        return renamings
                .former(symbol, window.first(), before)
                .flatMap(former -> former.map(old -> read(symbol, old, window, most, reading))
                        .orElseGet(() -> reading.of(symbol, window, most)));
    }

    private Uni<List<Bar>> read(AssetSymbol symbol, Renamings.Former former, Window window, int most, Reading reading) {
        LocalDate until = former.until();
        if (until.isAfter(window.last())) {
            return readFormer(symbol, former, window, most, reading);
        }
        return Uni.combine()
                .all()
                .unis(readFormer(symbol, former, window.before(until), most, reading), splits.within(symbol, window))
                .with((bars, within) -> adjusted(bars, within, until))
                .flatMap(before -> before.size() == most
                        ? Uni.createFrom().item(before)
                        : reading.of(symbol, window.from(until), most - before.size() + 1)
                                .map(after -> AdjustedSeries.joined(before, after, most)));
    }

    /** A provider may tell of the past by the symbol of now. */
    private Uni<List<Bar>> readFormer(
            AssetSymbol symbol, Renamings.Former former, Window stretch, int most, Reading reading) {
        return read(former.symbol(), former.until(), stretch, most, reading)
                .flatMap(bars -> bars.isEmpty()
                        ? reading.of(symbol, stretch, most)
                        : Uni.createFrom().item(bars));
    }

    private static List<Bar> adjusted(List<Bar> bars, List<Split> splits, LocalDate from) {
        List<Split> later =
                splits.stream().filter(split -> !split.exDate().isBefore(from)).toList();
        return bars.stream().map(bar -> Split.adjusted(bar, later)).toList();
    }
}
