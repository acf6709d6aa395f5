package io.papertrader.master.live;

import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.ReusedSymbol;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Judges bars of the past: one that cannot be is named and counted, and is not stored. So is a split among them. */
final class BarJudge {
    private static final Logger LOG = Logger.getLogger(BarJudge.class);

    /** An answer that is wrong all over is named by so many of its bars. */
    private static final int NAMED = 3;

    /** A delisting may be dated by the last day of trading, or a few before; no symbol is another's so soon. */
    private static final int DAYS_BEHIND_DELISTING = 7;

    private final RefusedRows refused;

    BarJudge(RefusedRows refused) {
        this.refused = refused;
    }

    /** The bars that may be stored, of those whose time lies in a stretch; oldest first. */
    List<Sample> sure(LiveProvider provider, AssetSymbol symbol, Stretch stretch, PastBars told) {
        return sure(provider, symbol, stretch, told, new SignOfLife.None());
    }

    /** The same of a share, by what is known of it behind the stretch. */
    List<Sample> sure(LiveProvider provider, AssetSymbol symbol, Stretch stretch, PastBars told, SignOfLife next) {
        List<Sample> possible = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Reading bar : told.bars()) {
            switch (bar) {
                case Reading.Nonsense(var _, String reason) -> faults.add(reason);
                case Reading.Value(Sample sample) when !stretch.has(sample.time()) -> {
                    // Providers round what they are asked for.
                }
                case Reading.Value(Sample sample) ->
                    fault(sample, possible).ifPresentOrElse(faults::add, () -> possible.add(sample));
            }
        }
        List<Sample> sure = ofThisAsset(possible, next, faults);
        refuse(provider.name(), symbol, faults);
        refuseSplits(
                provider.name(),
                symbol,
                told.noSplits().stream().map(Reading.Nonsense::reason).toList());
        return sure;
    }

    /** Another company's bars, of when the symbol was its own, are left out. */
    private static List<Sample> ofThisAsset(List<Sample> bars, SignOfLife next, List<String> faults) {
        return switch (next) {
            case SignOfLife.None() -> behindGap(bars, Stream.of(), faults);
            case SignOfLife.Traded(LocalDate day) -> behindGap(bars, Stream.of(day), faults);
            case SignOfLife.Delisted(LocalDate day) -> ofDelisted(bars, day, faults);
        };
    }

    /** Bars behind a delisting say that the symbol is another company's now. */
    private static List<Sample> ofDelisted(List<Sample> bars, LocalDate day, List<String> faults) {
        LocalDate others = day.plusDays(DAYS_BEHIND_DELISTING);
        int before =
                (int) bars.stream().filter(bar -> bar.day().isBefore(others)).count();
        return before == bars.size()
                ? behindGap(bars, Stream.of(day), faults)
                : behindGap(
                        without(bars, before, "is of the company that was delisted on " + day, faults),
                        Stream.of(),
                        faults);
    }

    private static List<Sample> behindGap(List<Sample> bars, Stream<LocalDate> behind, List<String> faults) {
        List<LocalDate> days =
                Stream.concat(bars.stream().map(Sample::day), behind).toList();
        int before = ReusedSymbol.daysBeforeGap(days);
        return without(bars, before, "before a gap, may be of another company", faults);
    }

    private static List<Sample> without(List<Sample> bars, int first, String why, List<String> faults) {
        bars.subList(0, first).forEach(bar -> faults.add("that at " + bar.time() + ", " + why));
        return List.copyOf(bars.subList(first, bars.size()));
    }

    /** Those of many assets that may be stored. */
    List<Sample> sure(LiveProvider provider, List<Reading> bars) {
        List<Sample> sure = new ArrayList<>();
        for (Reading bar : bars) {
            Optional<String> fault =
                    switch (bar) {
                        case Reading.Nonsense(var _, String reason) -> Optional.of(reason);
                        case Reading.Value(Sample sample) -> fault(sample);
                    };
            fault.ifPresent(why -> refuse(provider.name(), bar.symbol(), List.of(why)));
            if (fault.isEmpty() && bar instanceof Reading.Value(Sample sample)) {
                sure.add(sample);
            }
        }
        return sure;
    }

    /** Names bars that are not stored. */
    void refuse(String provider, AssetSymbol symbol, List<String> faults) {
        if (!faults.isEmpty()) {
            refused.addBars(symbol, provider, faults.size(), faults.getLast());
            log("bars", provider, symbol, faults);
        }
    }

    /** Names splits that are not stored. */
    void refuseSplits(String provider, AssetSymbol symbol, List<String> faults) {
        if (!faults.isEmpty()) {
            faults.forEach(fault -> refused.addAction(symbol, provider, fault));
            log("splits", provider, symbol, faults);
        }
    }

    private static void log(String what, String provider, AssetSymbol symbol, List<String> faults) {
        LOG.warnf(
                "%d %s of %s by %s are not stored: %s",
                faults.size(),
                what,
                symbol,
                provider,
                String.join("; ", faults.subList(0, Math.min(NAMED, faults.size()))));
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
