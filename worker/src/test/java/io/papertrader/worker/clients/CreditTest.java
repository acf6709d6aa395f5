package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes promised or unsent, and who has them. */
class CreditTest {
    private static final long MOST = 256 * 1_024;

    private final Budget address = Budget.of(1_000_000);
    private final Budget worker = Budget.of(1_500_000);

    private Credit credit() {
        return new Credit(MOST, List.of(address, worker));
    }

    @Test
    void takesNoMoreThanItsOwn() {
        Credit credit = credit();

        assertThat(credit.take(MOST)).isTrue();
        assertThat(credit.take(1)).isFalse();
        assertThat(credit.isSpent()).isTrue();

        credit.give(MOST);
        assertThat(credit.take(1)).isTrue();
    }

    @Test
    void takesNothingWhereWhatIsSharedHasNoRoomAndLosesNothingByIt() {
        Budget full = Budget.of(10);
        Credit credit = new Credit(MOST, List.of(address, full));

        assertThat(credit.take(100)).isFalse();

        assertThat(address.used()).isZero();
        assertThat(full.used()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sharesNeverPassTheirBoundAndAllComesBack(long seed) {
        Random random = new Random(seed);
        List<Credit> credits = List.of(credit(), credit(), credit(), credit(), credit(), credit());
        List<List<Long>> taken = new ArrayList<>();
        credits.forEach(credit -> taken.add(new ArrayList<>()));

        for (int step = 0; step < 20_000; step++) {
            int who = random.nextInt(credits.size());
            List<Long> held = taken.get(who);
            if (random.nextBoolean() || held.isEmpty()) {
                long bytes = random.nextLong(1, 33_000);
                if (credits.get(who).take(bytes)) {
                    held.add(bytes);
                }
            } else {
                credits.get(who).give(held.remove(random.nextInt(held.size())));
            }
            assertThat(address.used()).isLessThanOrEqualTo(1_000_000);
            assertThat(worker.used()).isLessThanOrEqualTo(1_500_000);
        }
        for (int who = 0; who < credits.size(); who++) {
            Credit credit = credits.get(who);
            taken.get(who).forEach(credit::give);
            assertThat(credit.used()).isZero();
        }

        assertThat(address.used()).isZero();
        assertThat(worker.used()).isZero();
    }

    @Test
    void movesToOtherBudgetsWithAllThatItHas() {
        Budget strangers = Budget.of(100_000);
        Credit credit = new Credit(48 * 1_024, List.of(address, strangers, worker));
        credit.take(20_000);

        credit.becomeMember(MOST, List.of(address, worker));

        assertThat(strangers.used()).isZero();
        assertThat(credit.take(200_000)).isTrue();
        credit.give(220_000);
        assertThat(address.used()).isZero();
        assertThat(worker.used()).isZero();
    }
}
