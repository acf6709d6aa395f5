package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pulse tells if the master answers. */
class PulseTest {
    private static final int LOOKS_TO_LOSS = 30;
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Pulse pulse = new Pulse(INTERVAL.multipliedBy(LOOKS_TO_LOSS), INTERVAL);
    private long nanos = Long.MIN_VALUE;

    @BeforeEach
    void begin() {
        pulse.begin();
    }

    private int questions(int looks) {
        int questions = 0;
        for (int look = 0; look < looks; look++) {
            questions += look() ? 1 : 0;
        }
        return questions;
    }

    private boolean look() {
        nanos += INTERVAL.toNanos();
        return pulse.look(nanos);
    }

    @Test
    void asksThreeTimesBeforeALinkIsLost() {
        assertThat(questions(LOOKS_TO_LOSS)).isEqualTo(3);
        assertThat(pulse.isLost()).isFalse();

        look();

        assertThat(pulse.isLost()).isTrue();
    }

    @Test
    void isWellFromTheFirstAnswerOn() {
        assertThat(pulse.isBeating()).isFalse();

        pulse.answered();

        assertThat(pulse.isBeating()).isTrue();
    }

    @Test
    void isNotWellBeforeTheLinkIsLost() {
        pulse.answered();

        questions(LOOKS_TO_LOSS * 2 / 3 + 1);

        assertThat(pulse.isBeating()).isFalse();
        assertThat(pulse.isLost()).isFalse();
    }

    /** Answers that came meanwhile are read only behind the looks that are made up for. */
    @Test
    void doesNotTakeAStandstillOfItsOwnForSilence() {
        pulse.answered();
        nanos += INTERVAL.multipliedBy(10L * LOOKS_TO_LOSS).toNanos();

        for (int look = 0; look < 10 * LOOKS_TO_LOSS; look++) {
            pulse.look(nanos + look);
        }

        assertThat(pulse.isLost()).isFalse();
        assertThat(pulse.isBeating()).isTrue();
    }

    @Test
    void isNotWellWhileClientsRequestsAreLeftThoughHeartbeatsAreAnswered() {
        pulse.answered();

        pulse.left();
        pulse.answered();
        boolean isBeating = pulse.isBeating();
        pulse.served();

        assertThat(isBeating).isFalse();
        assertThat(pulse.isBeating()).isTrue();
    }

    @Test
    void forgetsARequestThatWasLeftAfterSomeHeartbeats() {
        pulse.answered();
        pulse.left();

        pulse.beaten();
        pulse.beaten();
        boolean isBeating = pulse.isBeating();
        pulse.beaten();

        assertThat(isBeating).isFalse();
        assertThat(pulse.isBeating()).isTrue();
    }

    @Test
    void beginsAnewWithEachLink() {
        pulse.answered();
        questions(LOOKS_TO_LOSS + 1);
        pulse.end();

        pulse.begin();

        assertThat(pulse.isLost()).isFalse();
        assertThat(pulse.isBeating()).isFalse();
    }
}
