package io.papertrader.master.session;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.CareReply.SessionLine;
import io.papertrader.codec.message.CareReply.SessionPage;
import io.papertrader.codec.message.CareReply.SessionsEnded;
import io.papertrader.codec.message.CareRequest.EndSession;
import io.papertrader.codec.message.CareRequest.ListSessions;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.EndFail;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.NoteUses;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Origin;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.FailureSums;
import io.papertrader.master.workers.Audience;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users see their sessions and end them, and sessions end that nobody uses. */
@QuarkusTest
class OwnSessionsTest {
    private static final Duration IDLE = Duration.ofDays(7);
    private static final int MOST = 100;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    Sessions sessions;

    @Inject
    SessionUses uses;

    @Inject
    SessionUseRepository repository;

    @Inject
    RevokedSessions revoked;

    @Inject
    SessionTermsConfig config;

    @Inject
    Audit audit;

    @Inject
    FailureSums failures;

    @Inject
    TestClock clock;

    private Trader trader;

    @BeforeEach
    void logIn() {
        trader = desk.newTrader();
    }

    @Test
    void listsWhereOneIsLoggedIn() {
        Instant before = desk.now();
        SessionId other = desk.logIn(trader.userName()).id();

        List<SessionLine> listed = list();

        assertThat(listed).hasSize(2);
        assertThat(line(listed, trader.session()).isThis()).isTrue();
        SessionLine line = line(listed, other);
        assertThat(line.isThis()).isFalse();
        assertThat(line.begunAt()).isBetween(before, desk.now());
        assertThat(line.usedAt()).isEqualTo(line.begunAt());
        assertThat(InetAddress.ofLiteral(line.address()))
                .isEqualTo(Desk.address(trader.userName()).value().orElseThrow());
    }

    @Test
    void listsAllThatThereMayBeAndEndsTheOldestOfMore() {
        SessionId second = desk.logIn(trader.userName()).id();
        try (TestClock.Later _ = clock.later(Duration.ofMinutes(1))) {
            for (int more = 1; more < MOST; more++) {
                desk.logIn(trader.userName());
            }
            // One more than there may be: the very first is the oldest.
            assertFailure(desk.ask(new VerifySession(trader.session())), DataFail.class, FailCode.BAD_SESSION);
            trader = new Trader(desk, trader.userName(), second);
            assertThat(list()).hasSize(MOST);
            assertThat(revoked.all()).doesNotContain(second.hash());
        }
    }

    @Test
    void endsOneSession() throws SQLException {
        SessionId other = desk.logIn(trader.userName()).id();

        assertThat(desk.ask(new EndSession(trader.session(), SessionName.of(other.hash()))))
                .isEqualTo(new SessionsEnded(1));

        assertThat(isAlive(other)).isFalse();
        assertThat(isAlive(trader.session())).isTrue();
        assertThat(revoked.all()).contains(other.hash());
        assertThat(acts()).endsWith("SESSIONS_ENDED 1");
    }

    @Test
    void endsAllOthers() {
        SessionId one = desk.logIn(trader.userName()).id();
        SessionId two = desk.logIn(trader.userName()).id();

        assertThat(desk.ask(new EndSession(trader.session(), SessionName.ALL_OTHERS)))
                .isEqualTo(new SessionsEnded(2));

        assertThat(isAlive(one)).isFalse();
        assertThat(isAlive(two)).isFalse();
        assertThat(isAlive(trader.session())).isTrue();
        assertThat(desk.ask(new EndSession(trader.session(), SessionName.ALL_OTHERS)))
                .isEqualTo(new SessionsEnded(0));
    }

    @Test
    void endsNobodyElsesSession() {
        Trader stranger = desk.newTrader();

        assertFailure(
                desk.ask(new EndSession(
                        trader.session(), SessionName.of(stranger.session().hash()))),
                EndFail.class,
                FailCode.BAD_ARGUMENT);

        assertThat(isAlive(stranger.session())).isTrue();
        assertThat(list()).hasSize(1);
    }

    @Test
    void endsWhatNobodyUses() throws SQLException {
        SessionId used = desk.logIn(trader.userName()).id();

        try (TestClock.Later _ = clock.later(IDLE.minusHours(1))) {
            uses.use(used, origin("192.0.2.1")).await().indefinitely();
            uses.everyMinute().await().indefinitely();
            assertThat(isAlive(trader.session())).isTrue();
        }
        try (TestClock.Later _ = clock.later(IDLE.plusHours(1))) {
            uses.everyMinute().await().indefinitely();
            assertThat(isAlive(trader.session())).isFalse();
            assertThat(isAlive(used)).isTrue();
        }
        assertThat(revoked.all()).contains(trader.session().hash()).doesNotContain(used.hash());
        assertThat(acts()).contains("SESSIONS_IDLE 1");
    }

    /** A worker that answers from memory tells the master of uses, and is believed about its own clients alone. */
    @Test
    void believesAWorkerAboutSessionsThatItWasVouchedFor() {
        SessionId unheard = desk.logIn(trader.userName()).id();
        Audience audience = new Audience();
        audience.add(trader.userName(), trader.session().hash(), Instant.MAX);

        try (TestClock.Later _ = clock.later(IDLE.minusHours(1))) {
            Instant now = desk.now();
            uses.note(
                    new NoteUses(List.of(
                            new NoteUses.Use(trader.session().hash(), now.plus(IDLE)),
                            new NoteUses.Use(unheard.hash(), now))),
                    audience);
            assertThat(line(list(), trader.session()).usedAt()).isBetween(now, desk.now());
            uses.everyMinute().await().indefinitely();
        }
        try (TestClock.Later _ = clock.later(IDLE.plusHours(1))) {
            uses.everyMinute().await().indefinitely();
            assertThat(isAlive(trader.session())).isTrue();
            assertThat(isAlive(unheard)).isFalse();
        }
    }

    @Test
    void warnsOfASessionThatComesFromElsewhere() throws Exception {
        failures.sumUp().await().indefinitely();
        SessionUses warning = withPolicy(AddressChange.WARN);

        assertThat(use(warning, "198.51.100.9")).isPresent();

        io.papertrader.master.Await.until(() -> acts().contains("SESSION_MOVED 1"));
        assertThat(isAlive(trader.session())).isTrue();
    }

    @Test
    void endsASessionThatComesFromElsewhereWhereThatIsThePolicy() throws SQLException {
        SessionUses ending = withPolicy(AddressChange.END);
        String home = Desk.address(trader.userName()).value().orElseThrow().getHostAddress();

        assertThat(use(ending, home)).isPresent();
        assertThat(use(ending, home.replaceAll(":1$", ":2")))
                .as("the same network")
                .isPresent();
        assertThat(use(ending, "198.51.100.9")).isEmpty();

        assertThat(isAlive(trader.session())).isFalse();
        assertThat(acts()).contains("SESSION_MOVED 1");
    }

    @Test
    void believesNoAddressOfAWorkerThatIsNotTrusted() {
        Origin untrusted = new Origin(
                Desk.WORKER,
                1,
                desk.now(),
                desk.now(),
                desk.now(),
                ClientAddress.of(InetAddress.ofLiteral("198.51.100.9")),
                false);

        assertThat(withPolicy(AddressChange.END)
                        .use(trader.session(), untrusted)
                        .await()
                        .indefinitely())
                .isPresent();
    }

    private SessionUses withPolicy(AddressChange policy) {
        return new SessionUses(sessions, repository, audit, clock, new ConfigWith(config, policy));
    }

    /** The configured session, with another policy. */
    private record ConfigWith(SessionTermsConfig configured, AddressChange addressChange)
            implements SessionTermsConfig {
        @Override
        public Duration lifetime() {
            return configured.lifetime();
        }

        @Override
        public Duration expirableLifetime() {
            return configured.expirableLifetime();
        }

        @Override
        public Duration idleTimeout() {
            return configured.idleTimeout();
        }

        @Override
        public int mostPerAccount() {
            return configured.mostPerAccount();
        }

        @Override
        public int cacheSize() {
            return configured.cacheSize();
        }
    }

    private Optional<Owner> use(SessionUses by, String address) {
        return by.use(trader.session(), origin(address)).await().indefinitely();
    }

    private Origin origin(String address) {
        return new Origin(
                Desk.WORKER,
                1,
                desk.now(),
                desk.now(),
                desk.now(),
                ClientAddress.of(InetAddress.ofLiteral(address)),
                true);
    }

    private List<SessionLine> list() {
        List<SessionLine> all = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            SessionPage page = (SessionPage) desk.ask(new ListSessions(trader.session(), next.get()));
            all.addAll(page.sessions());
            next = page.next();
        }
        return all;
    }

    private static SessionLine line(List<SessionLine> lines, SessionId session) {
        return lines.stream()
                .filter(line -> line.name().equals(SessionName.of(session.hash())))
                .findFirst()
                .orElseThrow();
    }

    private boolean isAlive(SessionId session) {
        return desk.ask(new VerifySession(session)) instanceof VerifiedSession;
    }

    private List<String> acts() throws SQLException {
        return database.column(
                "SELECT act || ' ' || times FROM audit JOIN account ON account_id = subject_account"
                        + " WHERE user_name = ? ORDER BY audit_id",
                trader.userName().value());
    }
}
