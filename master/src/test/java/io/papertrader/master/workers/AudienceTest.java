package io.papertrader.master.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private static final Instant NOW = Instant.parse("2026-01-02T10:00:00Z");
    private static final UserName ADA = new UserName("ada");
    private static final UserName BOB = new UserName("bob");
    private static final SessionHash FIRST = new SessionHash("1".repeat(64));
    private static final SessionHash SECOND = new SessionHash("2".repeat(64));

    private final Audience audience = new Audience();

    @Test
    void hearsOfAccountsWithASessionAndOfNoOther() {
        audience.add(ADA, FIRST, NOW.plusSeconds(60));

        assertThat(audience.hears(new UserName("Ada"), NOW)).isTrue();
        assertThat(audience.hears(BOB, NOW)).isFalse();
        assertThat(audience.knows(FIRST)).isTrue();
        assertThat(audience.knows(SECOND)).isFalse();
    }

    @Test
    void hearsNothingMoreWhenTheSessionHasExpired() {
        audience.add(ADA, FIRST, NOW.plusSeconds(60));

        assertThat(audience.hears(ADA, NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void hearsAsLongAsOneOfItsSessionsLives() {
        audience.add(ADA, FIRST, NOW.plusSeconds(60));
        audience.add(ADA, SECOND, NOW.plusSeconds(60));

        audience.forget(FIRST);
        assertThat(audience.hears(ADA, NOW)).isTrue();

        audience.forget(SECOND);
        assertThat(audience.hears(ADA, NOW)).isFalse();
        assertThat(audience.knows(SECOND)).isFalse();
    }

    @Test
    void keepsNothingOfWhatIsOver() {
        audience.add(ADA, FIRST, NOW);
        audience.add(ADA, SECOND, NOW.plusSeconds(1));
        audience.add(BOB, new SessionHash("3".repeat(64)), NOW);

        audience.forgetExpired(NOW);

        assertThat(audience.size()).isEqualTo(1);
        assertThat(audience.hears(ADA, NOW)).isTrue();
    }
}
