package io.papertrader.master.asset;

import io.papertrader.codec.message.Bar;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Stretches of the past in shares as they were at their end: what was before a split is divided by it, so that nobody
 * sees a loss that was none. Rows stay as they were traded, and a stretch that ends before a split tells of old shares
 * for ever.
 */
@ApplicationScoped
class AdjustedSeries {
    private final SeriesRepository repository;
    private final MarketZones zones;
    private final SplitRepository splits;
    private final PastOnDemand past;

    AdjustedSeries(SeriesRepository repository, MarketZones zones, SplitRepository splits, PastOnDemand past) {
        this.repository = repository;
        this.zones = zones;
        this.splits = splits;
        this.past = past;
    }

    /** Reads the first bars of a stretch, as many as there may be. */
    private interface Reading {
        Uni<List<Bar>> of(Window stretch, int most);
    }

    /** The first updates. */
    Uni<List<Bar>> updates(AssetSymbol asset, Window window, int most) {
        return adjusted(
                asset, Resolution.MINUTE, window, most, (stretch, some) -> repository.updates(asset, stretch, some));
    }

    /** The first days. */
    Uni<List<Bar>> days(AssetSymbol asset, Window window, int most) {
        return adjusted(asset, Resolution.DAY, window, most, (stretch, some) -> repository.days(asset, stretch, some));
    }

    /** The first months. */
    Uni<List<Bar>> months(AssetSymbol asset, Window window, int most) {
        return adjusted(
                asset, Resolution.DAY, window, most, (stretch, some) -> repository.months(asset, stretch, some));
    }

    /** The last closes up to a time, a day each, oldest first. */
    Uni<List<Money>> dailyCloses(AssetSymbol asset, Instant latest, int days) {
        Window window = closesUntil(latest, days, zones.of(asset));
        return splits(asset, Resolution.DAY, window)
                .flatMap(within -> within.isEmpty()
                        ? repository.closes(asset, window, days)
                        : days(asset, window, 2 * days + 1).map(bars -> lastCloses(bars, days)));
    }

    /** The window of so many daily closes: markets trade on more than half of all days. */
    static Window closesUntil(Instant latest, int days, ZoneId zone) {
        return Window.until(latest, 2L * days, zone);
    }

    static List<Money> lastCloses(List<Bar> bars, int most) {
        return bars.subList(Math.max(0, bars.size() - most), bars.size()).stream()
                .map(Bar::close)
                .toList();
    }

    /** The past that is not stored is fetched first, where it comes soon enough. */
    private Uni<List<Split>> splits(AssetSymbol asset, Resolution resolution, Window window) {
        return past.cover(asset, resolution, window.first(), window.last())
                .flatMap(covered -> splits.within(asset, window));
    }

    private Uni<List<Bar>> adjusted(
            AssetSymbol asset, Resolution resolution, Window window, int most, Reading reading) {
        return splits(asset, resolution, window)
                .flatMap(within -> within.isEmpty() ? reading.of(window, most) : read(window, within, most, reading));
    }

    /** Reads what lies between splits, one stretch after another until there are enough bars. */
    private static Uni<List<Bar>> read(Window window, List<Split> left, int most, Reading reading) {
        if (left.isEmpty()) {
            return reading.of(window, most);
        }
        LocalDate end = left.getFirst().exDate();
        return reading.of(window.before(end), most)
                .map(bars -> bars.stream().map(bar -> Split.adjusted(bar, left)).toList())
                .flatMap(before -> before.size() == most
                        ? Uni.createFrom().item(before)
                        : read(window.from(end), left.subList(1, left.size()), most - before.size() + 1, reading)
                                .map(after -> joined(before, after, most)));
    }

    /** A month that a split falls into has been read in two parts. */
    static List<Bar> joined(List<Bar> before, List<Bar> after, int most) {
        List<Bar> all = new ArrayList<>(before);
        for (Bar bar : after) {
            if (!all.isEmpty() && all.getLast().time().equals(bar.time())) {
                all.add(Split.joined(all.removeLast(), bar));
            } else {
                all.add(bar);
            }
        }
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
}
