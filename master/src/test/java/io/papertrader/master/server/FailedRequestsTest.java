package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Instruction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedRequestsTest {
    private final List<String> lines = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();
    private final FailedRequests failed = new FailedRequests(
            (line, cause) -> {
                lines.add(line);
                causes.add(cause);
            },
            lines::add);

    @Test
    void tellsOfTheFirstWithItsCauseAndOfTheOthersTogether() {
        IllegalStateException first = new IllegalStateException("portfolio 1");
        failed.add(Instruction.GET_USER_PORTFOLIO, "edge-1", first);
        for (int number = 2; number <= 1_235; number++) {
            failed.add(Instruction.GET_USER_PORTFOLIO, "edge-1", new IllegalStateException("portfolio 1"));
        }

        failed.sumUp();

        assertThat(causes).containsExactly(first);
        assertThat(lines)
                .containsExactly(
                        "Request getUserPortfolio of worker edge-1 failed",
                        "Request getUserPortfolio of worker edge-1 failed 1,234 times more by IllegalStateException: portfolio 1");
    }

    @Test
    void tellsOfEachKind() {
        failed.add(Instruction.GET_USER_PORTFOLIO, "edge-1", new IllegalStateException());
        failed.add(Instruction.GET_USER_PORTFOLIO, "edge-1", new IllegalArgumentException());
        failed.add(Instruction.GET_USER_PORTFOLIO, "edge-2", new IllegalStateException());
        failed.add(Instruction.PLACE_ORDER, "edge-1", new IllegalStateException());

        failed.sumUp();

        assertThat(causes).hasSize(4);
        assertThat(lines).hasSize(4);
    }

    /** One broken portfolio, whose owner asks all the time, does not hide another. */
    @Test
    void tellsOfEachThatSaysSomethingElseAndOfNoMoreThanAHundred() {
        for (int number = 0; number < 1_000; number++) {
            failed.add(Instruction.PLACE_ORDER, "edge-1", new IllegalStateException("portfolio " + number));
        }

        failed.sumUp();

        assertThat(causes).hasSize(101);
        assertThat(lines)
                .hasSize(102)
                .last()
                .isEqualTo(
                        "Request placeOrder of worker edge-1 failed 899 times more by IllegalStateException: and others");
    }

    @Test
    void tellsOfTheNextWithItsCauseAfterSummingUp() {
        failed.add(Instruction.PLACE_ORDER, "edge-1", new IllegalStateException());
        failed.sumUp();

        failed.add(Instruction.PLACE_ORDER, "edge-1", new IllegalStateException());
        failed.sumUp();

        assertThat(causes).hasSize(2);
        assertThat(lines).hasSize(2);
    }
}
