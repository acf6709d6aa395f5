package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SliceSizeTest {
    private static final long WITHIN = 3_900_000;
    private static final long BEYOND = 4_100_000;

    private final SliceSize size = new SliceSize(1_000, Duration.ofMillis(4));
    private long now = -5;

    @Test
    void beginsSmall() {
        assertThat(size.of(0)).isEqualTo(100);
        assertThat(new SliceSize(10, Duration.ofMillis(4)).of(0)).isEqualTo(10);
    }

    @Test
    void growsByAQuarterWhileCommitsAreShort() {
        commit(0, 100, WITHIN);

        assertThat(size.of(0)).isEqualTo(126);
    }

    @Test
    void shrinksByHalfWhereACommitIsTooLong() {
        commit(0, 100, BEYOND);

        assertThat(size.of(0)).isEqualTo(50);
    }

    @Test
    void neverShrinksToNothing() {
        for (int i = 0; i < 20; i++) {
            commit(0, 100, BEYOND);
        }

        assertThat(size.of(0)).isEqualTo(1);
    }

    @Test
    void staysWhereASliceWasNotFull() {
        commit(0, 99, WITHIN);

        assertThat(size.of(0)).isEqualTo(100);
    }

    @Test
    void learnsNothingFromACommitOfOrdersThatCame() {
        commit(51, 100, BEYOND);

        assertThat(size.of(0)).isEqualTo(100);
    }

    @Test
    void clearsFasterThanOrdersCome() {
        assertThat(size.of(150)).isEqualTo(300);
    }

    @Test
    void keepsTheOperatorsBound() {
        assertThat(size.of(900)).isEqualTo(1_000);
        for (int i = 0; i < 40; i++) {
            commit(0, 1_000, WITHIN);
        }
        assertThat(size.of(0)).isEqualTo(1_000);
    }

    /** A batch behind another begins to be written when that one is. */
    @Test
    void measuresABatchFromTheOneBefore() {
        size.begin(now);
        now += WITHIN;
        size.committed(0, 100, now);
        now += WITHIN;
        size.committed(0, 126, now);

        assertThat(size.of(0)).isEqualTo(158);
    }

    private void commit(int accepted, int ended, long nanos) {
        size.begin(now);
        now += nanos;
        size.committed(accepted, ended, now);
    }
}
