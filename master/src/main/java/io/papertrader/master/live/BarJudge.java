package io.papertrader.master.live;

import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.RefusedBars;
import io.papertrader.master.asset.ReusedSymbol;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Judges bars of the past: one that cannot be is named and counted, and is not stored. */
final class BarJudge {
    private static final Logger LOG = Logger.getLogger(BarJudge.class);

    /** An answer that is wrong all over is named by so many of its bars. */
    private static final int NAMED = 3;

    private final RefusedBars refused;

    BarJudge(RefusedBars refused) {
        this.refused = refused;
    }

    /** The bars that may be stored, of those whose time lies in a stretch; oldest first. */
    List<Sample> sure(LiveProvider provider, AssetSymbol symbol, Stretch stretch, List<Reading> bars) {
        return sure(provider, symbol, stretch, bars, Optional.empty());
    }

    /**
     * The same of a stretch behind which nothing is told.
     *
     * @param known the first day behind it on which the asset is surely this one, where that is known
     */
    List<Sample> sure(
            LiveProvider provider, AssetSymbol symbol, Stretch stretch, List<Reading> bars, Optional<LocalDate> known) {
        List<Sample> possible = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Reading bar : bars) {
            switch (bar) {
                case Reading.Nonsense(var _, String reason) -> faults.add(reason);
                case Reading.Value(Sample sample) when !stretch.has(sample.time()) -> {
                    // Providers round what they are asked for.
                }
                case Reading.Value(Sample sample) ->
                    fault(sample, possible).ifPresentOrElse(faults::add, () -> possible.add(sample));
            }
        }
        List<Sample> sure = ofThisAsset(possible, known, faults);
        refuse(provider.name(), symbol, faults);
        return sure;
    }

    /** Another company's bars, of when the symbol was its own, are left out. */
    private static List<Sample> ofThisAsset(List<Sample> bars, Optional<LocalDate> known, List<String> faults) {
        int anothers = ReusedSymbol.daysBeforeGap(Stream.concat(
                        bars.stream().map(bar -> LocalDate.ofInstant(bar.time(), ZoneOffset.UTC)), known.stream())
                .toList());
        bars.subList(0, anothers)
                .forEach(bar -> faults.add("that at " + bar.time() + ", before a gap, may be of another company"));
        return List.copyOf(bars.subList(anothers, bars.size()));
    }

    /** Those of many assets that may be stored. */
    List<Sample> sure(LiveProvider provider, List<Sample> bars) {
        return bars.stream()
                .filter(bar -> {
                    Optional<String> fault = fault(bar);
                    fault.ifPresent(why -> refuse(provider.name(), bar.asset().symbol(), List.of(why)));
                    return fault.isEmpty();
                })
                .toList();
    }

    /** Names bars that are not stored. */
    void refuse(String provider, AssetSymbol symbol, List<String> faults) {
        if (faults.isEmpty()) {
            return;
        }
        refused.add(symbol, provider, faults.size(), faults.getLast());
        LOG.warnf(
                "%d bars of %s by %s are not stored: %s",
                faults.size(), symbol, provider, String.join("; ", faults.subList(0, Math.min(NAMED, faults.size()))));
    }

    private static Optional<String> fault(Sample bar, List<Sample> before) {
        return fault(bar)
                .or(() -> before.isEmpty()
                        ? Optional.empty()
                        : outOfTurn(bar, before.getLast().time()));
    }

    /** The fault of a bar by itself: low <= open, close <= high. */
    private static Optional<String> fault(Sample bar) {
        Asset asset = bar.asset();
        boolean isBar =
                isWithin(asset.open().units(), asset) && isWithin(asset.close().units(), asset);
        return isBar
                ? Optional.empty()
                : Optional.of("the open %s or the close %s at %s lies outside of low %s and high %s"
                        .formatted(asset.open(), asset.close(), bar.time(), asset.low(), asset.high()));
    }

    private static boolean isWithin(long units, Asset asset) {
        return asset.low().units() > 0
                && units >= asset.low().units()
                && units <= asset.high().units();
    }

    private static Optional<String> outOfTurn(Sample bar, Instant before) {
        if (bar.time().isAfter(before)) {
            return Optional.empty();
        }
        return Optional.of(
                bar.time().equals(before)
                        ? "that at " + bar.time() + " was there already"
                        : "that at " + bar.time() + " comes behind that at " + before);
    }
}
