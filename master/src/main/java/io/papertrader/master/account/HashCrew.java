package io.papertrader.master.account;

import io.papertrader.master.Awaited;
import io.papertrader.master.account.HashQueue.Job;
import io.papertrader.master.account.HashQueue.Lane;
import io.papertrader.master.limits.Place;
import io.papertrader.node.Ticks;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Threads that hash passwords, a bounded number of which waits for them in fair turns. A request that cannot be
 * answered in time, by the time that hashes take, is refused at once; one that nobody waits for any more is not hashed.
 */
final class HashCrew {
    /** The time of a hash, before one was measured. */
    private static final long FIRST_GUESS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The mean weighs the latest hash by one part in so many. */
    private static final int WEIGHT = 8;

    private final Terms terms;
    private final Ticks ticks;
    private final LongConsumer pause;
    private final ThreadPoolExecutor threads;
    private final HashQueue queue = new HashQueue();
    private int running;
    private long meanNanos = FIRST_GUESS_NANOS;
    private long restEndNanos;

    /**
     * Threads of these terms.
     *
     * @param pause lets a thread rest for so many nanoseconds
     */
    HashCrew(String name, Terms terms, Ticks ticks, LongConsumer pause) {
        this.terms = terms;
        this.ticks = ticks;
        this.pause = pause;
        this.restEndNanos = ticks.nanos();
        this.threads = new ThreadPoolExecutor(
                terms.threads,
                terms.threads,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    /**
     * The work that a crew does.
     *
     * @param places those that may wait
     * @param patience the time for which one may wait
     * @param rest behind each hash a thread rests for so many times as long as it took, and for no longer than half of
     *     the patience: a hash that had to wait for its processor would else keep the next ones from being answered
     */
    record Terms(int threads, int places, Duration patience, double rest) {
        private long restNanos(long hashNanos) {
            return Math.min((long) (hashNanos * rest), patience.toNanos() / 2);
        }
    }

    /** A hash in its turn; fails as {@link PasswordHasher.Busy} where it would come too late. */
    <T> Uni<T> inTurn(Lane lane, Place place, Supplier<T> work) {
        return Uni.createFrom()
                .context(asked -> Uni.createFrom().emitter(emitter -> {
                    Job job = new Job(
                            lane,
                            place,
                            ticks.nanos() + terms.patience.toNanos(),
                            () -> Awaited.in(asked),
                            () -> run(work, emitter),
                            () -> emitter.fail(new PasswordHasher.Busy(busyFor(lane, place), isForThoseWhoAskMuch())));
                    emitter.onTermination(() -> abandon(job));
                    enter(job);
                }));
    }

    private boolean isForThoseWhoAskMuch() {
        return terms.rest > 0;
    }

    void stop() {
        threads.shutdownNow();
    }

    private static <T> void run(Supplier<T> work, UniEmitter<? super T> emitter) {
        try {
            emitter.complete(work.get());
        } catch (RuntimeException failure) {
            emitter.fail(failure);
        }
    }

    private void enter(Job job) {
        Optional<Job> refused = admit(job);
        refused.ifPresent(each -> each.refusal().run());
        if (refused.filter(job::equals).isEmpty()) {
            threads.execute(this::next);
        }
    }

    /** Lets it in where it can be answered in time; gives who is not let in for it, itself or another, if anybody. */
    private synchronized Optional<Job> admit(Job job) {
        if (nanosUntilDone(job.lane(), job.place()) > terms.patience.toNanos()) {
            return Optional.of(job);
        }
        Optional<Job> other = Optional.empty();
        if (queue.size() >= terms.places) {
            other = queue.giveWay(job.lane(), job.place());
            if (other.isEmpty()) {
                return Optional.of(job);
            }
        }
        queue.add(job);
        return other;
    }

    private synchronized void abandon(Job job) {
        queue.remove(job);
    }

    /** One hash; there may be none left where somebody went away. */
    private void next() {
        Optional<Job> job = begin();
        if (job.isEmpty()) {
            return;
        }
        long start = ticks.nanos();
        boolean isOfUse =
                job.get().deadlineNanos() - start >= 0 && job.get().isAwaited().getAsBoolean();
        (isOfUse ? job.get().work() : job.get().refusal()).run();
        long took = ticks.nanos() - start;
        long rest = isOfUse ? terms.restNanos(took) : 0;
        end(isOfUse, took, rest);
        if (rest > 0) {
            pause.accept(rest);
        }
    }

    private synchronized Optional<Job> begin() {
        Optional<Job> job = queue.next();
        running += job.isPresent() ? 1 : 0;
        return job;
    }

    private synchronized void end(boolean isMeasured, long nanos, long rest) {
        running--;
        if (isMeasured) {
            meanNanos += (nanos - meanNanos) / WEIGHT;
            restEndNanos = ticks.nanos() + rest;
        }
    }

    private synchronized Duration busyFor(Lane lane, Place place) {
        return Duration.ofNanos(Math.max(meanNanos, nanosUntilDone(lane, place) - terms.patience.toNanos()));
    }

    private long nanosUntilDone(Lane lane, Place place) {
        int before = queue.ahead(lane, place) + running;
        long restLeft = Math.max(0, restEndNanos - ticks.nanos());
        return restLeft + (before / terms.threads) * (meanNanos + terms.restNanos(meanNanos)) + meanNanos;
    }
}
