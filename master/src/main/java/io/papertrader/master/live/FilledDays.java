package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.AskedDatesRepository;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.PastRepository;
import io.papertrader.master.asset.Renamings;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The closed days of live assets as they are filled: kept, and told of to all whose charts go back to them. */
final class FilledDays implements PastDays.Store {
    private static final Logger LOG = Logger.getLogger(FilledDays.class);

    private final AskedDatesRepository asked;
    private final PastRepository past;
    private final AssetRepository assets;
    private final Leadership leadership;
    private final ChangesOfMind changes;
    private final Renamings renamings;
    private final Followers followers;
    private final Consumer<List<AssetSymbol>> news;
    private final InstantSource time;

    /**
     * Keeps them in the database.
     *
     * @param news hears of the symbols whose past has become another
     */
    FilledDays(
            AskedDatesRepository asked,
            PastRepository past,
            AssetRepository assets,
            Leadership leadership,
            ChangesOfMind changes,
            Renamings renamings,
            Consumer<List<AssetSymbol>> news,
            InstantSource time) {
        this.asked = asked;
        this.past = past;
        this.assets = assets;
        this.leadership = leadership;
        this.changes = changes;
        this.renamings = renamings;
        this.followers = renamings::follower;
        this.news = news;
        this.time = time;
    }

    @Override
    public Uni<Optional<LocalDate>> firstMissing(AssetSymbol symbol, String provider, List<TradingDay> days) {
        return asked.firstIncomplete(symbol, provider, days, time.instant());
    }

    @Override
    public Uni<Void> begins(AssetSymbol symbol, String provider, LocalDate first) {
        return asked.begins(symbol, provider, first);
    }

    @Override
    public Uni<Optional<LocalDate>> firstTold(AssetSymbol symbol) {
        return past.firstTold(symbol);
    }

    @Override
    public Uni<Void> compare(FetchedPast told) {
        return changes.name(told);
    }

    @Override
    public Uni<Void> days(FetchedPast fetched) {
        return changes.name(fetched)
                .flatMap(named -> past.store(fetched, time.instant()))
                .call(isMore -> isMore
                        ? followers.chartedBy(fetched.asset(), first(fetched)).invoke(news)
                        : Uni.createFrom().voidItem())
                .replaceWithVoid();
    }

    /** The first day that was told of, by a bar or a split. */
    private static LocalDate first(FetchedPast fetched) {
        return Stream.concat(
                        fetched.bars().stream().map(Sample::day),
                        fetched.splits().stream().map(Split::exDate))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public Uni<Void> lastDays(AssetUpdate update) {
        return leadership
                .write(assets.storingDays(update))
                .flatMap(stored -> chartedBy(update.samples()))
                .invoke(charted -> news.accept(List.copyOf(charted)))
                .replaceWithVoid();
    }

    /** Days of thousands of assets ask once which of these got another symbol: few did. */
    private Uni<Set<AssetSymbol>> chartedBy(List<Sample> days) {
        LocalDate first =
                days.stream().map(Sample::day).min(Comparator.naturalOrder()).orElseThrow();
        return renamings
                .renamed(first)
                .onFailure()
                .invoke(failure -> LOG.warnf("Nobody knows what followed the assets of %s: %s", first, failure))
                .onFailure()
                .recoverWithItem(Set.of())
                .flatMap(renamed -> Multi.createFrom()
                        .iterable(days)
                        .onItem()
                        .transformToUniAndConcatenate(day -> chartedBy(day, renamed))
                        .collect()
                        .in(LinkedHashSet<AssetSymbol>::new, Set::addAll));
    }

    private Uni<List<AssetSymbol>> chartedBy(Sample day, Set<AssetSymbol> renamed) {
        AssetSymbol symbol = day.asset().symbol();
        return renamed.contains(symbol)
                ? followers.chartedBy(symbol, day.day())
                : Uni.createFrom().item(List.of(symbol));
    }
}
