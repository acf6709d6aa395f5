package io.papertrader.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class LogRingTest {
    private final LogRing ring = new LogRing(3);

    @Test
    void refusesEntryThatWouldCostAnUnwrittenOne() {
        addAll("a", "b", "c");

        assertThat(ring.offer(entry("d"))).isFalse();
        assertThat(messages(ring.snapshot())).containsExactly("a", "b", "c");
    }

    @Test
    void keepsWrittenEntriesUntilNewerOnesCome() {
        addAll("a", "b", "c");
        ring.markWritten(ring.unwritten(2));

        assertThat(messages(ring.snapshot())).containsExactly("a", "b", "c");
        addAll("d", "e");
        assertThat(messages(ring.snapshot())).containsExactly("c", "d", "e");
        assertThat(messages(ring.unwritten(9).entries())).containsExactly("c", "d", "e");
    }

    @Test
    void countsWhatItGivesUp() {
        addAll("a", "b", "c");
        ring.force(entry("d"));
        ring.force(entry("e"));

        LogRing.Batch batch = ring.unwritten(9);

        assertThat(batch.lostBefore()).isEqualTo(2);
        assertThat(messages(batch.entries())).containsExactly("c", "d", "e");
        ring.markWritten(batch);
        assertThat(ring.unwritten(9).lostBefore()).isZero();
    }

    @Test
    void doesNotCountWhatIsBeingWrittenWhenItLosesItsPlace() {
        addAll("a", "b", "c");
        LogRing.Batch batch = ring.unwritten(2);
        for (String message : List.of("d", "e", "f")) {
            ring.force(entry(message));
        }

        ring.markWritten(batch);

        LogRing.Batch next = ring.unwritten(9);
        assertThat(next.lostBefore()).as("c alone was never written").isEqualTo(1);
        assertThat(messages(next.entries())).containsExactly("d", "e", "f");
    }

    @Test
    void asksToBeWrittenWhenHalfFull() {
        addAll("a");
        assertThat(ring.isHalfFull()).isFalse();

        addAll("b");
        assertThat(ring.isHalfFull()).isTrue();
    }

    private void addAll(String... messages) {
        for (String message : messages) {
            assertThat(ring.offer(entry(message))).isTrue();
        }
    }

    private static List<String> messages(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::message).toList();
    }

    private static LogEntry entry(String message) {
        return new LogEntry(Instant.EPOCH, Level.INFO, "logger", "File.java", "function", 1, message);
    }
}
