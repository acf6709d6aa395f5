package io.papertrader.master.account;

import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.Argon2Hash.Cost;
import io.papertrader.master.account.HashCrew.Terms;
import io.papertrader.master.account.HashQueue.Lane;
import io.papertrader.master.limits.Place;
import io.papertrader.node.Ticks;
import io.papertrader.node.limits.Buckets;
import io.papertrader.node.limits.TooOften;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Hashes passwords with Argon2id on threads of its own, none on an event loop. Who asks for more than a place's share
 * is hashed by a crew that takes a twentieth of the machine's processors and no more, so that a flood costs those who
 * only read next to nothing; a right password is given back to the share, and so is what was not hashed for others.
 */
@ApplicationScoped
public class PasswordHasher {
    private static final int SHARES_KEPT = 20_000;

    /** The processors of which those who ask for more than their share may keep one busy. */
    private static final int PROCESSORS_FOR_ONE = 20;

    /** The place of everybody who is no client: an operator, or the master itself. */
    private static final Place HOME = new Place(new UUID(0, 0), "");

    private final SecureRandom random;
    private final Cost cost;
    private final HashCrew prompt;
    private final HashCrew patient;
    private final Buckets<Place> shares;
    private final Argon2Hash nobodys;

    PasswordHasher(SecureRandom random, Ticks ticks, AccountConfig config) {
        this.random = random;
        this.cost = new Cost(Math.toIntExact(config.hashMemory().asLongValue() / 1024), config.hashIterations(), 1);
        Terms terms = new Terms(config.hashThreads(), config.hashQueue(), config.hashPatience(), 0);
        this.prompt = new HashCrew("argon2", terms, ticks, LockSupport::parkNanos);
        this.patient = new HashCrew("argon2-patient", patient(terms), ticks, LockSupport::parkNanos);
        this.shares = new Buckets<>(config.hashShare(), SHARES_KEPT, ticks);
        this.nobodys = Argon2Hash.ofNobody(cost);
    }

    private static Terms patient(Terms prompt) {
        int processors = Runtime.getRuntime().availableProcessors();
        double rest = Math.max(1, (double) PROCESSORS_FOR_ONE / processors - 1);
        return new Terms(1, prompt.places(), prompt.patience(), rest);
    }

    /** The password would be hashed too late to be answered; nothing was done. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Duration wait;
        private final boolean isOfAsker;

        Busy(Duration wait, boolean isOfAsker) {
            super("too many passwords are waiting to be hashed", null, false, false);
            this.wait = wait;
            this.isOfAsker = isOfAsker;
        }

        /** The time after which there may be room. */
        Duration retryAfter() {
            return wait;
        }

        /** True where a try that failed so was the fault of others: it is given back, and counted nowhere. */
        public static boolean isOfOthers(Throwable failure) {
            return !(failure instanceof Busy busy && busy.isOfAsker);
        }

        /** The refusal of a request that failed so. A worker counts a try that is answered RATE_LIMITED. */
        public static <T> Outcome<T> refusal(String reason, Throwable busy) {
            return Outcome.refused(
                    isOfOthers(busy) ? FailCode.UNAVAILABLE : FailCode.RATE_LIMITED,
                    reason + "; " + TooOften.tryAgainIn(((Busy) busy).retryAfter()) + ".");
        }
    }

    /** Hashes with a new salt for somebody who is no client. */
    public Uni<PassHash> hash(HashedPass pass) {
        return hash(pass, HOME);
    }

    /** Hashes with a new salt; logins go before. */
    public Uni<PassHash> hash(HashedPass pass, Place place) {
        boolean isCounted = hasShare(place);
        return hash(crew(isCounted), pass, place).onFailure(Busy::isOfOthers).invoke(() -> giveBack(isCounted, place));
    }

    /** Hashes what is stored already and costs less than today's do: nobody waits for it, so it takes no share. */
    Uni<PassHash> hashAnew(HashedPass pass, Place place) {
        return hash(patient, pass, place);
    }

    private Uni<PassHash> hash(HashCrew crew, HashedPass pass, Place place) {
        return crew.inTurn(Lane.OTHER, place, () -> {
            byte[] salt = new byte[Argon2Hash.saltBytes()];
            random.nextBytes(salt);
            return Argon2Hash.of(pass, cost, salt).text();
        });
    }

    /**
     * True where the password is the one that was hashed; takes the same time where nothing was.
     *
     * @param isKnown true where the account was logged into from there before: its few tries wait for no stranger's
     */
    Uni<Boolean> verify(HashedPass pass, Optional<PassHash> stored, Place place, boolean isKnown) {
        boolean isCounted = !isKnown && hasShare(place);
        return crew(isKnown || isCounted)
                .inTurn(
                        Lane.LOGIN,
                        place,
                        () -> stored.map(Argon2Hash::parse).orElse(nobodys).isOf(pass) && stored.isPresent())
                .onFailure(Busy::isOfOthers)
                .invoke(() -> giveBack(isCounted, place))
                .invoke(isRight -> giveBack(isRight && isCounted, place));
    }

    private void giveBack(boolean isDue, Place place) {
        if (isDue) {
            shares.giveBack(place);
        }
    }

    private boolean hasShare(Place place) {
        return shares.take(place).isEmpty();
    }

    private HashCrew crew(boolean hasShare) {
        return hasShare ? prompt : patient;
    }

    /** True where a stored hash costs less than today's do. */
    boolean isOutdated(PassHash stored) {
        return Argon2Hash.parse(stored).cost().isBelow(cost);
    }

    void stop(@Observes ShutdownEvent event) {
        prompt.stop();
        patient.stop();
    }
}
