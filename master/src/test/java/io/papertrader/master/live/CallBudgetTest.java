package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallBudgetTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final CallBudget budget = new CallBudget(2);

    @Test
    void givesSoManyCallsWithinAnyHour() {
        assertThat(budget.take(NOON)).isTrue();
        assertThat(budget.take(NOON.plusSeconds(1_800))).isTrue();
        assertThat(budget.take(NOON.plusSeconds(3_599))).isFalse();
        assertThat(budget.nextAt(NOON.plusSeconds(3_599))).isEqualTo(NOON.plusSeconds(3_600));

        assertThat(budget.take(NOON.plusSeconds(3_600))).isTrue();
        assertThat(budget.take(NOON.plusSeconds(3_600))).isFalse();
        assertThat(budget.used(NOON.plusSeconds(5_400))).isEqualTo(1);
    }
}
