package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.vocabulary.PortfolioId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The journal takes nothing of a portfolio, which is tried again after a while. */
class UnbookablesTest {
    private static final PortfolioId ANN = new PortfolioId(1);
    private static final long LATER = Duration.ofMinutes(10).toNanos();

    private final Unbookables unbookables = new Unbookables();

    @Test
    void isTriedAgainAfterAWhile() {
        unbookables.add(ANN, 0, new IllegalStateException("refused"));

        assertThatThrownBy(() -> unbookables.check(ANN, LATER - 1))
                .isInstanceOf(BrokenJournal.class)
                .hasMessageContaining("refused");
        assertThatCode(() -> unbookables.check(ANN, LATER)).doesNotThrowAnyException();
        assertThatCode(() -> unbookables.check(new PortfolioId(2), 0)).doesNotThrowAnyException();
    }
}
