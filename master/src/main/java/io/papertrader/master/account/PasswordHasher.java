package io.papertrader.master.account;

import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Awaited;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.Argon2Hash.Cost;
import io.papertrader.master.account.HashQueue.Job;
import io.papertrader.master.account.HashQueue.Lane;
import io.papertrader.master.limits.Place;
import io.papertrader.node.Ticks;
import io.papertrader.node.limits.TooOften;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id on threads of its own: a bounded number at a time, a bounded number waiting in fair
 * turns, none on an event loop. A request that cannot be answered in time, by the time that hashes take, is refused at
 * once; one that nobody waits for any more is not hashed.
 */
@ApplicationScoped
public class PasswordHasher {
    /** The time of a hash, before one was measured. */
    private static final long FIRST_GUESS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The mean weighs the latest hash by one part in so many. */
    private static final int WEIGHT = 8;

    /** The place of everybody who is no client: an operator, or the master itself. */
    private static final Place HOME = new Place(new UUID(0, 0), "");

    private final SecureRandom random;
    private final Ticks ticks;
    private final Cost cost;
    private final int threadCount;
    private final int places;
    private final long patienceNanos;
    private final ThreadPoolExecutor threads;
    private final HashQueue queue = new HashQueue();
    private final Argon2Hash nobodys;
    private int running;
    private long meanNanos = FIRST_GUESS_NANOS;

    PasswordHasher(SecureRandom random, Ticks ticks, AccountConfig config) {
        this.random = random;
        this.ticks = ticks;
        this.cost = new Cost(Math.toIntExact(config.hashMemory().asLongValue() / 1024), config.hashIterations(), 1);
        this.threadCount = config.hashThreads();
        this.places = config.hashQueue();
        this.patienceNanos = config.hashPatience().toNanos();
        this.threads = new ThreadPoolExecutor(
                threadCount,
                threadCount,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("argon2-", 0).daemon().factory());
        this.nobodys = Argon2Hash.ofNobody(cost);
    }

    /** The password would be hashed too late to be answered; nothing was done. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Duration wait;

        Busy(Duration wait) {
            super("too many passwords are waiting to be hashed", null, false, false);
            this.wait = wait;
        }

        /** The time after which there may be room. */
        Duration retryAfter() {
            return wait;
        }

        /**
         * The refusal of a request that failed so. It is not the asker who tried too often, so nobody counts it as a
         * try.
         */
        public static <T> Outcome<T> refusal(String reason, Throwable busy) {
            return Outcome.refused(
                    FailCode.UNAVAILABLE, reason + "; " + TooOften.tryAgainIn(((Busy) busy).retryAfter()) + ".");
        }
    }

    /** Hashes with a new salt for somebody who is no client. */
    public Uni<PassHash> hash(HashedPass pass) {
        return hash(pass, HOME);
    }

    /** Hashes with a new salt; logins go before. */
    public Uni<PassHash> hash(HashedPass pass, Place place) {
        return inTurn(Lane.OTHER, place, () -> {
            byte[] salt = new byte[Argon2Hash.saltBytes()];
            random.nextBytes(salt);
            return Argon2Hash.of(pass, cost, salt).text();
        });
    }

    /** True where the password is the one that was hashed; takes the same time where nothing was. */
    Uni<Boolean> verify(HashedPass pass, Optional<PassHash> stored, Place place) {
        return inTurn(
                Lane.LOGIN,
                place,
                () -> stored.map(Argon2Hash::parse).orElse(nobodys).isOf(pass) && stored.isPresent());
    }

    /** True where a stored hash costs less than today's do. */
    boolean isOutdated(PassHash stored) {
        return Argon2Hash.parse(stored).cost().isBelow(cost);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private <T> Uni<T> inTurn(Lane lane, Place place, Supplier<T> work) {
        return Uni.createFrom()
                .context(asked -> Uni.createFrom().emitter(emitter -> {
                    Job job = new Job(
                            lane,
                            place,
                            ticks.nanos() + patienceNanos,
                            () -> Awaited.in(asked),
                            () -> run(work, emitter),
                            () -> emitter.fail(new Busy(busyFor(lane, place))));
                    emitter.onTermination(() -> abandon(job));
                    enter(job);
                }));
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
        if (nanosUntilDone(job.lane(), job.place()) > patienceNanos) {
            return Optional.of(job);
        }
        Optional<Job> other = Optional.empty();
        if (queue.size() >= places) {
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
        end(isOfUse, ticks.nanos() - start);
    }

    private synchronized Optional<Job> begin() {
        Optional<Job> job = queue.next();
        running += job.isPresent() ? 1 : 0;
        return job;
    }

    private synchronized void end(boolean isMeasured, long nanos) {
        running--;
        if (isMeasured) {
            meanNanos += (nanos - meanNanos) / WEIGHT;
        }
    }

    private synchronized Duration busyFor(Lane lane, Place place) {
        return Duration.ofNanos(Math.max(meanNanos, nanosUntilDone(lane, place) - patienceNanos));
    }

    private long nanosUntilDone(Lane lane, Place place) {
        int before = queue.ahead(lane, place) + running;
        return (before / threadCount + 1) * meanNanos;
    }
}
