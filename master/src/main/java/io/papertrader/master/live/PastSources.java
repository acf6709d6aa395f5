package io.papertrader.master.live;

import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The providers of a class of assets as sources of its past: the one that has most of what is missing is asked, of
 * these the one that serves, and where it fails the next.
 */
final class PastSources {
    private static final Logger LOG = Logger.getLogger(PastSources.class);

    private final LiveClass ofClass;
    private final PastDates dates;
    private final BarJudge judge;
    private final ChangesOfMind changes;
    private final SignsOfLife signs;
    private final Followers followers;
    private final InstantSource time;

    /** Bars of an asset that are missing, by their dates, oldest first. */
    record Missing(AssetSymbol asset, Resolution resolution, List<LocalDate> dates) {}

    /** A provider, and those of the missing dates that it may have. */
    private record Source(LiveProvider provider, List<LocalDate> dates) {}

    PastSources(
            LiveClass ofClass,
            PastDates dates,
            BarJudge judge,
            ChangesOfMind changes,
            SignsOfLife signs,
            Followers followers,
            InstantSource time) {
        this.ofClass = ofClass;
        this.dates = dates;
        this.judge = judge;
        this.changes = changes;
        this.signs = signs;
        this.followers = followers;
        this.time = time;
    }

    /** The bars that may be stored; none where no provider reaches so far. Fails where each that does fails. */
    Uni<Optional<FetchedPast>> fetch(Missing missing) {
        List<Source> sources = sources(missing);
        return sources.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : fetch(missing, sources).map(Optional::of);
    }

    private List<Source> sources(Missing missing) {
        return ofClass.servingFirst().stream()
                .map(provider -> new Source(provider, had(provider, missing)))
                .filter(source -> !source.dates.isEmpty())
                .sorted(Comparator.comparingInt(source -> -source.dates.size()))
                .toList();
    }

    private List<LocalDate> had(LiveProvider provider, Missing missing) {
        LocalDate before = dates.date(time.instant().minus(provider.reach(missing.resolution)));
        return missing.dates.stream().filter(date -> date.isAfter(before)).toList();
    }

    private Uni<FetchedPast> fetch(Missing missing, List<Source> sources) {
        Uni<FetchedPast> first = ask(missing, sources.getFirst());
        return sources.size() == 1
                ? first
                : first.onFailure().recoverWithUni(failure -> fetch(missing, sources.subList(1, sources.size())));
    }

    private Uni<FetchedPast> ask(Missing missing, Source source) {
        LiveProvider provider = source.provider;
        if (!PastDays.hasRoom(provider)) {
            return Uni.createFrom()
                    .failure(new ProviderFault(
                            "what is left of the calls of " + provider.name() + " is for values of now"));
        }
        return ofClass.names(provider)
                .flatMap(names -> Optional.ofNullable(names.get(missing.asset))
                        .map(name -> ask(missing, source, name, source.dates)
                                .onFailure(ProviderFault.Lasting.class)
                                .recoverWithUni(fault -> askByNewSymbol(missing, source, names, fault)))
                        .orElseGet(() -> askByNewSymbol(
                                missing,
                                source,
                                names,
                                new ProviderFault(provider.name() + " does not know the asset"))));
    }

    /**
     * A provider tells of an asset's past by its symbol of now; of days since then the old one may be another's.
     *
     * @param fault the failure where no symbol followed
     */
    private Uni<FetchedPast> askByNewSymbol(
            Missing missing, Source source, Map<AssetSymbol, String> names, Throwable fault) {
        return followers
                .known(missing.asset, source.dates.getFirst(), names::containsKey)
                .flatMap(known -> known.flatMap(follower -> Optional.ofNullable(names.get(follower.symbol()))
                                .map(name -> ask(missing, source, name, before(source.dates, follower.since()))))
                        .orElseGet(() -> Uni.createFrom().failure(fault)));
    }

    private static List<LocalDate> before(List<LocalDate> dates, LocalDate end) {
        return dates.stream().filter(date -> date.isBefore(end)).toList();
    }

    /** Those of the dates that it is asked for; all that the source may have are noted as asked for. */
    private Uni<FetchedPast> ask(Missing missing, Source source, String name, List<LocalDate> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(fetched(missing, source, List.of(), List.of()));
        }
        return signBehind(missing, wanted.getLast()).flatMap(next -> {
            Stretch stretch = dates.stretch(wanted.getFirst(), last(wanted, next));
            return source.provider
                    .history(missing.asset, name, stretch, missing.resolution)
                    .map(told -> fetched(
                            missing,
                            source,
                            judge.sure(source.provider, missing.asset, stretch, told, next),
                            told.splits()))
                    .call(this::nameChanges)
                    .map(told -> told.with(dates.only(told.bars(), wanted)));
        });
    }

    /** The provider has answered: a database that fails here is not its fault. */
    private Uni<Void> nameChanges(FetchedPast told) {
        return changes.name(told)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The days of %s are not compared with those of %s before: %s",
                        told.asset(), told.source(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** All days up to a sign of the share are asked for: a gap among them says that the symbol was another's. */
    private LocalDate last(List<LocalDate> wanted, SignOfLife next) {
        return switch (next) {
            case SignOfLife.None() -> wanted.getLast();
            case SignOfLife.Traded(LocalDate day) -> day.minusDays(1);
            case SignOfLife.Delisted(var _) -> today().minusDays(1);
        };
    }

    /** The symbol of anything else than a share was never another's. */
    private Uni<SignOfLife> signBehind(Missing missing, LocalDate date) {
        return missing.resolution == Resolution.DAY && ofClass.ofClass() == AssetClass.US
                ? signs.behind(missing.asset, date, today())
                : Uni.createFrom().item(new SignOfLife.None());
    }

    private LocalDate today() {
        return dates.date(time.instant());
    }

    private FetchedPast fetched(Missing missing, Source source, List<Sample> bars, List<Split> splits) {
        return new FetchedPast(
                missing.asset,
                missing.resolution,
                source.provider.name(),
                bars,
                splits,
                dates.asked(source.dates, bars, time.instant()));
    }
}
