package io.papertrader.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.LinkEvent.SessionKeyGiven;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionKey;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionSeal;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Session ids that nobody has made cost the master nothing. */
@QuarkusTest
@TestProfile(SealTest.OfItsOwn.class)
class SealTest extends LinkedWorker {
    private static final SessionKey KEY = SessionKey.of(new byte[SessionKey.BYTES]);

    private final SessionSeal seal = new SessionSeal(KEY);

    /** A worker that keeps the key to itself: the ids of other tests were made without one. */
    public static class OfItsOwn implements QuarkusTestProfile {}

    @BeforeEach
    void giveTheKey() throws Exception {
        master.push(new SessionKeyGiven(KEY));
        untilPushesAreHeard();
    }

    private User withId(SessionId id) {
        User user = new User(newUser().name(), id);
        master.know(id, verified(user));
        return user;
    }

    @Test
    void refusesAnIdThatWasNotMadeWithTheKeyWithoutAQuestion() throws Exception {
        User madeUp = withId(newSessionId());

        Failure refusal = (Failure) connect().ask(toData(madeUp));

        assertThat(refusal.code()).isEqualTo(FailCode.BAD_SESSION);
        assertThat(master.waiting(VerifySession.class)).isZero();
    }

    @Test
    void asksAboutAnIdThatWasMadeWithIt() throws Exception {
        User genuine = withId(seal.make(new Random(1)));

        assertThat(connect().ask(toData(genuine))).isInstanceOf(StateSwitchSuccess.class);
        assertThat(master.waiting(VerifySession.class)).isOne();
    }
}
