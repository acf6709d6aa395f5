package io.papertrader.master.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.master.asset.AskedDates;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.InTurn;
import io.papertrader.master.asset.PastRepository;
import io.papertrader.master.asset.Renamings.Follower;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The past of a class of assets, fetched when somebody asks for it: what is not stored and was not asked for, from the
 * provider that serves where it has it, else from another. One question after another, each once however many ask it.
 * For any thread.
 */
final class PastQuestions {
    private static final Logger LOG = Logger.getLogger(PastQuestions.class);

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    /** The time for which nothing is asked again that nobody could answer; it doubles while nobody can. */
    static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 6;

    private static final int MOST_FETCHES = 64;
    private static final int MOST_SETTLED = 20_000;

    private final LiveClass ofClass;
    private final PastDates dates;
    private final BarJudge judge;
    private final PastRepository past;
    private final Followers followers;
    private final Consumer<List<AssetSymbol>> news;
    private final InstantSource time;
    private final InTurn turn = new InTurn();
    private final Map<Question, CompletableFuture<Void>> fetches = new HashMap<>();
    private final Cache<Question, Settled> settled =
            Caffeine.newBuilder().maximumSize(MOST_SETTLED).build();

    /** Assets of which there may be more to tell from a time on. */
    private final Map<AssetSymbol, Instant> open = new ConcurrentHashMap<>();

    /** The bars that a window is made of. */
    private record Question(AssetSymbol asset, Resolution resolution, LocalDate first, LocalDate last) {}

    /** There is no more to say to a question before a time; and how often in a row nobody could say anything. */
    private record Settled(Instant until, int failures) {
        static final Settled NEVER = new Settled(Instant.MIN, 0);

        Duration pause() {
            Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
            return pause.compareTo(PastDates.AGAIN_AFTER) > 0 ? PastDates.AGAIN_AFTER : pause;
        }
    }

    /** A provider, and those of the missing dates that it may have. */
    private record Source(LiveProvider provider, List<LocalDate> dates) {}

    /**
     * Nothing is asked yet.
     *
     * @param news hears of the symbols of which more may be told now than before
     */
    PastQuestions(
            LiveClass ofClass,
            PastDates dates,
            BarJudge judge,
            PastRepository past,
            Followers followers,
            Consumer<List<AssetSymbol>> news,
            InstantSource time) {
        this.ofClass = ofClass;
        this.dates = dates;
        this.judge = judge;
        this.past = past;
        this.followers = followers;
        this.news = news;
        this.time = time;
    }

    /** Done when these dates are stored, as far as they can be had now. */
    Uni<Void> cover(AssetSymbol asset, Resolution resolution, LocalDate first, LocalDate last) {
        Instant now = time.instant();
        List<LocalDate> wanted = dates.of(resolution, first, last, now);
        if (wanted.isEmpty()) {
            return DONE;
        }
        Question question = new Question(asset, resolution, wanted.getFirst(), wanted.getLast());
        return isSettled(question, now) ? DONE : look(question, wanted, now);
    }

    private boolean isSettled(Question question, Instant now) {
        return now.isBefore(settled(question).until);
    }

    private Settled settled(Question question) {
        return Optional.ofNullable(settled.getIfPresent(question)).orElse(Settled.NEVER);
    }

    /** A past that is stored already waits for no other question. */
    private Uni<Void> look(Question question, List<LocalDate> wanted, Instant now) {
        return past.missing(question.asset, question.resolution, wanted, now)
                .flatMap(missing -> missing.isEmpty() ? isCovered(question, now) : fetchOnce(question, wanted))
                .onFailure()
                .recoverWithUni(failure -> fail(question, failure));
    }

    /** Of what was asked for, some may be asked again. */
    private Uni<Void> isCovered(Question question, Instant now) {
        return past.againAt(question.asset, question.resolution, question.first, question.last, now)
                .flatMap(againAt -> settle(question, againAt.orElse(Instant.MAX)));
    }

    private Uni<Void> settle(Question question, Instant until) {
        return settle(question, until, 0);
    }

    private Uni<Void> settle(Question question, Instant until, int failures) {
        settled.put(question, new Settled(until, failures));
        return until.isBefore(Instant.MAX)
                ? chartedBy(question)
                        .invoke(symbols -> symbols.forEach(
                                symbol -> open.merge(symbol, until, (one, other) -> one.isBefore(other) ? one : other)))
                        .replaceWithVoid()
                : DONE;
    }

    /** The symbols whose charts go back to what was asked for: the asset's, and those that followed. */
    private Uni<List<AssetSymbol>> chartedBy(Question question) {
        return followers
                .since(question.asset, question.first)
                .onFailure()
                .invoke(failure -> LOG.warnf("Nobody knows what followed %s: %s", question.asset, failure))
                .onFailure()
                .recoverWithItem(List.of(question.asset));
    }

    private Uni<Void> fail(Question question, Throwable failure) {
        LOG.warnf(
                "Bars of %s from %s to %s cannot be fetched: %s",
                question.asset, question.first, question.last, failure.getMessage());
        Settled before = settled(question);
        return settle(question, time.instant().plus(before.pause()), before.failures + 1);
    }

    /** The asker goes without where too many wait. A fetch goes on when its askers wait no longer. */
    private synchronized Uni<Void> fetchOnce(Question question, List<LocalDate> wanted) {
        Optional<CompletableFuture<Void>> running = Optional.ofNullable(fetches.get(question));
        if (running.isEmpty() && fetches.size() >= MOST_FETCHES) {
            return settle(question, time.instant().plus(SHORTEST_PAUSE));
        }
        return Uni.createFrom()
                .completionStage(
                        running.orElseGet(() -> begin(question, wanted)).copy());
    }

    private CompletableFuture<Void> begin(Question question, List<LocalDate> wanted) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        fetches.put(question, begun);
        turn.run(() -> fetch(question, wanted))
                .onTermination()
                .invoke(() -> end(question))
                .subscribe()
                .with(begun::complete, begun::completeExceptionally);
        return begun;
    }

    private synchronized void end(Question question) {
        fetches.remove(question);
    }

    /** The question before may have brought some of it. */
    private Uni<Void> fetch(Question question, List<LocalDate> wanted) {
        return past.missing(question.asset, question.resolution, wanted, time.instant())
                .flatMap(missing -> missing.isEmpty()
                        ? isCovered(question, time.instant())
                        : fetch(question, missing, sources(question.resolution, missing)))
                .onFailure()
                .recoverWithUni(failure -> fail(question, failure));
    }

    /** The providers that have some of it: those that have most of it first, of these the one that serves. */
    private List<Source> sources(Resolution resolution, List<LocalDate> missing) {
        return Stream.concat(Stream.of(ofClass.serving()), ofClass.providers().stream())
                .distinct()
                .map(provider -> new Source(provider, had(provider, resolution, missing)))
                .filter(source -> !source.dates.isEmpty())
                .sorted(Comparator.comparingInt(source -> -source.dates.size()))
                .toList();
    }

    private List<LocalDate> had(LiveProvider provider, Resolution resolution, List<LocalDate> missing) {
        LocalDate before = dates.date(time.instant().minus(provider.reach(resolution)));
        return missing.stream().filter(date -> date.isAfter(before)).toList();
    }

    /** Dates that no provider has are asked of none. */
    private Uni<Void> fetch(Question question, List<LocalDate> missing, List<Source> sources) {
        if (sources.isEmpty()) {
            return settle(question, time.instant().plus(PastDates.AGAIN_AFTER));
        }
        Source first = sources.getFirst();
        return bars(question, first)
                .flatMap(fetched -> store(question, missing, fetched))
                .onFailure()
                .recoverWithUni(failure -> sources.size() == 1
                        ? fail(question, failure)
                        : fetch(question, missing, sources.subList(1, sources.size())));
    }

    private Uni<FetchedPast> bars(Question question, Source source) {
        LiveProvider provider = source.provider;
        if (!PastDays.hasRoom(provider)) {
            return Uni.createFrom()
                    .failure(new ProviderFault(
                            "what is left of the calls of " + provider.name() + " is for values of now"));
        }
        return ofClass.names(provider)
                .flatMap(names -> Optional.ofNullable(names.get(question.asset))
                        .map(name -> bars(question, source, name, source.dates)
                                .onFailure(ProviderFault.Lasting.class)
                                .recoverWithUni(fault -> barsByNewSymbol(question, source, names, fault)))
                        .orElseGet(() -> barsByNewSymbol(
                                question,
                                source,
                                names,
                                new ProviderFault(provider.name() + " does not know the asset"))));
    }

    /**
     * A provider tells of an asset's past by its symbol of now; of days since then the old one may be another's.
     *
     * @param fault the failure where no symbol followed
     */
    private Uni<FetchedPast> barsByNewSymbol(
            Question question, Source source, Map<AssetSymbol, String> names, Throwable fault) {
        return followers
                .known(question.asset, source.dates.getFirst(), names::containsKey)
                .flatMap(known -> known.flatMap(follower -> Optional.ofNullable(names.get(follower.symbol()))
                                .map(name -> bars(question, source, name, before(source.dates, follower.since()))))
                        .orElseGet(() -> Uni.createFrom().failure(fault)));
    }

    private static List<LocalDate> before(List<LocalDate> dates, LocalDate end) {
        return dates.stream().filter(date -> date.isBefore(end)).toList();
    }

    /** Those of the dates that it is asked for; all that the source may have are noted as asked for. */
    private Uni<FetchedPast> bars(Question question, Source source, String name, List<LocalDate> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(fetched(question, source, List.of(), List.of()));
        }
        return knownBehind(question, wanted.getLast()).flatMap(known -> {
            Stretch stretch = dates.stretch(
                    wanted.getFirst(), known.map(day -> day.minusDays(1)).orElse(wanted.getLast()));
            return source.provider
                    .history(question.asset, name, stretch, question.resolution)
                    .map(told -> fetched(
                            question,
                            source,
                            dates.only(
                                    judge.sure(source.provider, question.asset, stretch, told.bars(), known), wanted),
                            told.splits()));
        });
    }

    /**
     * The first day behind a date on which a share is surely the one that has the symbol: a day that is stored, that of
     * another symbol, or today. All days up to it are asked for: a gap among them says that the symbol was another's.
     */
    private Uni<Optional<LocalDate>> knownBehind(Question question, LocalDate date) {
        if (question.resolution != Resolution.DAY || ofClass.ofClass() != AssetClass.US) {
            return Uni.createFrom().item(Optional.empty());
        }
        LocalDate today = dates.date(time.instant());
        return past.firstDayBehind(question.asset, date)
                .flatMap(stored -> followers
                        .of(question.asset, date)
                        .map(next -> Stream.of(stored, next.map(Follower::since), Optional.of(today))
                                .flatMap(Optional::stream)
                                .min(Comparator.naturalOrder())));
    }

    private FetchedPast fetched(Question question, Source source, List<Sample> bars, List<Split> splits) {
        return new FetchedPast(
                question.asset,
                question.resolution,
                source.provider.name(),
                bars,
                splits,
                dates.asked(source.dates, bars, time.instant()));
    }

    private Uni<Void> store(Question question, List<LocalDate> missing, FetchedPast fetched) {
        return past.store(fetched, time.instant())
                .call(isMore -> isMore ? chartedBy(question).invoke(news) : DONE)
                .flatMap(stored -> settle(question, nextTime(missing, fetched.asked())));
    }

    /** Some of it may be had later, of this provider or another. */
    private Instant nextTime(List<LocalDate> missing, List<AskedDates> asked) {
        boolean isAll = asked.getFirst().first().equals(missing.getFirst());
        return Stream.concat(
                        asked.stream().flatMap(dates -> dates.againAt().stream()),
                        isAll ? Stream.of() : Stream.of(time.instant().plus(PastDates.AGAIN_AFTER)))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Assets of which more may be told now: who keeps an answer about them asks again. */
    List<AssetSymbol> due() {
        Instant now = time.instant();
        List<AssetSymbol> due = open.entrySet().stream()
                .filter(asset -> !now.isBefore(asset.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(open::remove);
        return due;
    }
}
