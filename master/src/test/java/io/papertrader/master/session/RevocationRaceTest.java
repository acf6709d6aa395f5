package io.papertrader.master.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.Desk;
import io.papertrader.master.Origin;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.workers.Audience;
import io.papertrader.master.workers.ConnectedWorkers;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that ends while its owner is being looked up. */
@QuarkusTest
class RevocationRaceTest {

    private static final AuditEntry ENTRY = AuditEntry.of(Act.LOGGED_OUT, By.master(), new Party.Nobody());

    private static final Origin ORIGIN =
            new Origin(Desk.WORKER, 1, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, ClientAddress.NONE, true);

    @Inject
    SessionKeys keys;

    @Inject
    ConnectedWorkers workers;

    @Inject
    Event<LinkEvent> pushes;

    @Inject
    SecureRandom random;

    @Inject
    InstantSource time;

    @Inject
    SessionTermsConfig config;

    private final SlowRepository repository = new SlowRepository();
    private final Audience audience = new Audience();
    private Sessions sessions;
    private SessionId session;
    private Owner owner;

    /** Answers look-ups when the test says so, with what was true when they began. */
    private static final class SlowRepository extends SessionRepository {
        private CompletableFuture<Optional<Owner>> lookUp;
        private int lookUps;

        SlowRepository() {
            super(null, null);
        }

        @Override
        Uni<Optional<Owner>> owner(SessionHash session, Instant now) {
            lookUps++;
            lookUp = new CompletableFuture<>();
            return Uni.createFrom().completionStage(lookUp);
        }

        @Override
        Uni<List<SessionHash>> revoke(SessionHash session, Instant now, AuditEntry entry) {
            return Uni.createFrom().item(List.of(session));
        }
    }

    @BeforeEach
    void startSessions() {
        session = keys.seal().make(random);
        sessions = new Sessions(repository, keys, workers, pushes, random, time, config);
        owner = new Owner(
                session.hash(),
                new AccountId(1),
                new UserName("somebody"),
                time.instant().plus(Duration.ofDays(1)),
                ClientAddress.NONE,
                session.hash());
    }

    @Test
    void keepsWhatWasLookedUp() {
        var asked = sessions.authorise(session).subscribeAsCompletionStage();
        repository.lookUp.complete(Optional.of(owner));
        assertThat(asked.join()).contains(owner);

        assertThat(sessions.authorise(session).await().indefinitely()).contains(owner);

        assertThat(repository.lookUps).isEqualTo(1);
    }

    @Test
    void looksUpAgainWhatWasLookedUpWhileTheSessionEnded() {
        var asked = sessions.authorise(session).subscribeAsCompletionStage();
        sessions.end(session, ENTRY).await().indefinitely();
        repository.lookUp.complete(Optional.of(owner));

        assertThat(repository.lookUps).isEqualTo(2);
        repository.lookUp.complete(Optional.empty());
        assertThat(asked.join()).isEmpty();
    }

    @Test
    void keepsNothingWhileSessionsEndAgainAndAgain() {
        var asked = sessions.authorise(session).subscribeAsCompletionStage();
        for (int lookUp = 0; lookUp < 2; lookUp++) {
            sessions.ended(List.of(keys.seal().make(random).hash()));
            repository.lookUp.complete(Optional.of(owner));
        }
        assertThat(asked.join()).contains(owner);

        var _ = sessions.authorise(session).subscribeAsCompletionStage();

        assertThat(repository.lookUps).isEqualTo(3);
    }

    @Test
    void refusesAndDoesNotHearASessionThatEndsWhileItIsLookedUp() {
        SessionUses uses = new SessionUses(sessions, null, null, time, config);
        var asked = uses.use(session, ORIGIN, audience).subscribeAsCompletionStage();
        sessions.end(session, ENTRY).await().indefinitely();
        repository.lookUp.complete(Optional.of(owner));
        repository.lookUp.complete(Optional.empty());

        assertThat(asked.join()).isEmpty();
        assertThat(audience.knows(session.hash())).isFalse();
    }

    @Test
    void refusesAndDoesNotHearASessionThatEndsBehindItsLookUp() {
        var asked = useThatEndsBehindItsLookUp();
        assertThat(repository.lookUps).isEqualTo(2);
        repository.lookUp.complete(Optional.empty());

        assertThat(asked.join()).isEmpty();
        assertThat(audience.knows(session.hash())).isFalse();
    }

    @Test
    void doesNotHearASessionThatCannotBeConfirmed() {
        var asked = useThatEndsBehindItsLookUp();

        repository.lookUp.completeExceptionally(new IllegalStateException("the database is away"));

        assertThat(asked).isCompletedExceptionally();
        assertThat(audience.knows(session.hash())).isFalse();
    }

    /** The session ends as late as can be: when its use is noted, and before the link hears it. */
    private CompletableFuture<Optional<Owner>> useThatEndsBehindItsLookUp() {
        InstantSource ending = () -> {
            sessions.end(session, ENTRY).await().indefinitely();
            return time.instant();
        };
        SessionUses uses = new SessionUses(sessions, null, null, ending, config);
        var asked = uses.use(session, ORIGIN, audience).subscribeAsCompletionStage();
        repository.lookUp.complete(Optional.of(owner));
        return asked;
    }

    @Test
    void looksUpOnceASessionThatTheLinkHears() {
        SessionUses uses = new SessionUses(sessions, null, null, time, config);
        var asked = uses.use(session, ORIGIN, audience).subscribeAsCompletionStage();
        repository.lookUp.complete(Optional.of(owner));

        assertThat(asked.join()).contains(owner);
        assertThat(audience.knows(session.hash())).isTrue();
        assertThat(repository.lookUps).isEqualTo(1);
    }

    @Test
    void looksUpAgainWhatEndedAfterItWasKept() {
        var asked = sessions.authorise(session).subscribeAsCompletionStage();
        repository.lookUp.complete(Optional.of(owner));
        asked.join();
        sessions.end(session, ENTRY).await().indefinitely();

        var askedAgain = sessions.authorise(session).subscribeAsCompletionStage();

        assertThat(repository.lookUps).isEqualTo(2);
        repository.lookUp.complete(Optional.empty());
        assertThat(askedAgain.join()).isEmpty();
    }
}
