package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptPartTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final FakePart part = new FakePart();
    private final KeptPart kept = new KeptPart(part, new PrintStream(told, true, StandardCharsets.UTF_8), 0);

    /** Seconds since the start. */
    private long now;

    @Test
    void tellsWhyItEndedAndThatItRunsAgain() {
        part.isAlive = false;
        at(1);
        at(2);
        assertThat(lines())
                .containsExactly(
                        "The worker was ended by signal 9; it is started again in 1 s. Its output: worker.out");
        assertThat(part.starts).containsExactly(2L);

        at(3);
        assertThat(lines()).as("nothing before it is ready").hasSize(1);
        part.isReady = true;
        at(4);
        at(5);
        assertThat(lines()).hasSize(2).last().isEqualTo("The worker runs again.");
    }

    @Test
    void waitsLongerEachTimeAndAMinuteAtMost() {
        part.endsAtOnce = true;
        part.isAlive = false;
        for (int second = 1; second < 400; second++) {
            at(second);
        }

        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < part.starts.size(); i++) {
            pauses.add(part.starts.get(i) - part.starts.get(i - 1));
        }
        // A second of each is the time until it is seen that it has ended.
        assertThat(pauses).startsWith(3L, 5L, 9L, 17L, 33L, 61L, 61L);
    }

    @Test
    void beginsWithTheShortestPauseWhereItStayedForAMinute() {
        part.endsAtOnce = true;
        part.isAlive = false;
        for (int second = 1; second < 20; second++) {
            at(second);
        }
        part.endsAtOnce = false;
        part.isReady = true;
        for (int second = 20; second < 120; second++) {
            at(second);
        }
        part.isAlive = false;
        at(120);

        assertThat(lines()).last().asString().contains("started again in 1 s");
    }

    @Test
    void triesAgainWhatCouldNotEvenBeStarted() {
        part.isAlive = false;
        part.fault = "The disk is full.";
        at(1);
        at(2);
        at(4);

        assertThat(lines())
                .endsWith(
                        "The worker cannot be started again: The disk is full. The next try is in 2 s.",
                        "The worker cannot be started again: The disk is full. The next try is in 4 s.");
    }

    private void at(long second) {
        now = second;
        kept.look(Duration.ofSeconds(second).toNanos());
    }

    private List<String> lines() {
        return told.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private final class FakePart implements NetworkPart {
        private final List<Long> starts = new ArrayList<>();
        private boolean isAlive = true;
        private boolean isReady;
        private boolean endsAtOnce;
        private String fault = "";

        @Override
        public String name() {
            return "worker";
        }

        @Override
        public boolean isAlive() {
            return isAlive;
        }

        @Override
        public boolean isReady() {
            return isReady;
        }

        @Override
        public String ending() {
            return "was ended by signal 9";
        }

        @Override
        public Path output() {
            return Path.of("worker.out");
        }

        @Override
        public void startAgain() throws StartFault {
            if (!fault.isEmpty()) {
                throw new StartFault(fault);
            }
            starts.add(now);
            isAlive = !endsAtOnce;
        }
    }
}
