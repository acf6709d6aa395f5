package io.papertrader.node.log;

import io.papertrader.node.socket.AddressBlock;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts strangers that are refused, and tells of them a line an address when it is asked to sum up: "203.0.113.7:
 * 4,711 refused in 60 s: no worker is expected from there". So nobody rolls the log over by knocking, and every refusal
 * is in it. The addresses that were refused most have lines of their own, all others one together. For any thread.
 */
public final class Refusals {
    private static final int MOST_COUNTED = 1_000;

    private final int mostLines;
    private final InstantSource time;
    private final Consumer<String> log;

    private Map<AddressBlock, Count> counts = new LinkedHashMap<>();
    private Optional<Count> elsewhere = Optional.empty();
    private Instant since;

    /** The contents of one line. */
    private record Count(long refused, String lastReason) {
        private Count and(Count later) {
            return new Count(refused + later.refused, later.lastReason);
        }
    }

    /**
     * Counts from now on.
     *
     * @param mostLines the most addresses that have a line of their own each time
     * @param log takes the lines
     */
    public Refusals(int mostLines, InstantSource time, Consumer<String> log) {
        this.mostLines = mostLines;
        this.time = time;
        this.log = log;
        this.since = time.instant();
    }

    /** Counts one. The reason of an address's last refusal is told. */
    public synchronized void add(InetAddress from, String reason) {
        Count one = new Count(1, reason);
        AddressBlock block = AddressBlock.of(from);
        if (counts.containsKey(block) || counts.size() < MOST_COUNTED) {
            counts.merge(block, one, Count::and);
        } else {
            addElsewhere(one);
        }
    }

    private void addElsewhere(Count more) {
        elsewhere = Optional.of(elsewhere.map(known -> known.and(more)).orElse(more));
    }

    /** Tells of those since the last time, and counts anew. Its owner calls it once a minute, and when it stops. */
    public void sumUp() {
        lines().forEach(log);
    }

    private synchronized List<String> lines() {
        Instant now = time.instant();
        long seconds = Math.max(1, Duration.between(since, now).toSeconds());
        List<String> lines = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparingLong(Count::refused).reversed()))
                .forEach(entry -> {
                    if (lines.size() < mostLines) {
                        lines.add(line(entry.getKey().toString(), entry.getValue(), seconds));
                    } else {
                        addElsewhere(entry.getValue());
                    }
                });
        elsewhere.ifPresent(count -> lines.add(line("other addresses", count, seconds)));
        counts = new LinkedHashMap<>();
        elsewhere = Optional.empty();
        since = now;
        return lines;
    }

    private static String line(String where, Count count, long seconds) {
        return String.format(
                Locale.ROOT, "%s: %,d refused in %d s: %s", where, count.refused, seconds, count.lastReason);
    }
}
