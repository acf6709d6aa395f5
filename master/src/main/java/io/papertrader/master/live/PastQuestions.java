package io.papertrader.master.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.master.asset.AskedDates;
import io.papertrader.master.asset.AskedDatesRepository;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.InTurn;
import io.papertrader.master.asset.PastRepository;
import io.papertrader.master.asset.Resolution;
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
 * Questions about the past of a class of assets: what is not stored and was not asked for is fetched when somebody asks
 * for it, one question after another, each once however many ask it. For any thread.
 */
final class PastQuestions {
    private static final Logger LOG = Logger.getLogger(PastQuestions.class);

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    /** The time for which nothing is asked again that nobody could answer; it doubles while nobody can. */
    static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 6;

    private static final int MOST_FETCHES = 64;
    private static final int MOST_SETTLED = 20_000;

    private final PastDates dates;
    private final PastSources sources;
    private final AskedDatesRepository asked;
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

    /**
     * Nothing is asked yet.
     *
     * @param news hears of the symbols of which more may be told now than before
     */
    PastQuestions(
            PastDates dates,
            PastSources sources,
            AskedDatesRepository asked,
            PastRepository past,
            Followers followers,
            Consumer<List<AssetSymbol>> news,
            InstantSource time) {
        this.dates = dates;
        this.sources = sources;
        this.asked = asked;
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
        return asked.missing(question.asset, question.resolution, wanted, now)
                .flatMap(missing -> missing.isEmpty() ? isCovered(question, now) : fetchOnce(question, wanted))
                .onFailure()
                .recoverWithUni(failure -> fail(question, failure));
    }

    /** Of what was asked for, some may be asked again. */
    private Uni<Void> isCovered(Question question, Instant now) {
        return asked.againAt(question.asset, question.resolution, question.first, question.last, now)
                .flatMap(againAt -> settle(question, againAt.orElse(Instant.MAX)));
    }

    private Uni<Void> settle(Question question, Instant until) {
        return settle(question, until, 0);
    }

    private Uni<Void> settle(Question question, Instant until, int failures) {
        settled.put(question, new Settled(until, failures));
        return until.isBefore(Instant.MAX)
                ? followers
                        .chartedBy(question.asset, question.first)
                        .invoke(symbols -> symbols.forEach(
                                symbol -> open.merge(symbol, until, (one, other) -> one.isBefore(other) ? one : other)))
                        .replaceWithVoid()
                : DONE;
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
        return asked.missing(question.asset, question.resolution, wanted, time.instant())
                .flatMap(missing ->
                        missing.isEmpty() ? isCovered(question, time.instant()) : fetchMissing(question, missing))
                .onFailure()
                .recoverWithUni(failure -> fail(question, failure));
    }

    /** Dates that no provider has are asked of none. */
    private Uni<Void> fetchMissing(Question question, List<LocalDate> missing) {
        return sources.fetch(new PastSources.Missing(question.asset, question.resolution, missing))
                .flatMap(fetched -> fetched.map(told -> store(question, missing, told))
                        .orElseGet(() -> settle(question, time.instant().plus(PastDates.AGAIN_AFTER))));
    }

    private Uni<Void> store(Question question, List<LocalDate> missing, FetchedPast fetched) {
        return past.store(fetched, time.instant())
                .call(isMore -> isMore
                        ? followers.chartedBy(question.asset, question.first).invoke(news)
                        : DONE)
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
