package io.papertrader.master.audit;

import io.papertrader.master.audit.Party.Nobody;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tries of one act that failed in one minute. Few rows tell of them, however many there are: the first of each
 * account and address at once, ten times; at the minute's end the ten that were tried most; of the others the ten
 * largest sums, each of one account or of one address, whichever was in more of them; and the rest together. Not for
 * several threads.
 */
final class FailedTries {
    /** The rows of each sort. */
    static final int ROWS = 10;

    /** The kinds that are kept apart; where there are more, they are summed up before the minute is over. */
    static final int MOST_KINDS = 10_000;

    private static final Comparator<Sum> MOST_FIRST =
            Comparator.comparingLong(Sum::times).reversed();

    /** The times that each was tried and that no row tells of yet. */
    private Map<AuditEntry, Long> untold = new HashMap<>();

    private int toldAtOnce;

    /** A row of the audit trail, and how many tries it tells of. */
    record Sum(AuditEntry entry, long times) {}

    /** Counts a try; true where a row is to tell of it at once, as it is one of the first of this minute. */
    boolean isToldAtOnce(AuditEntry kind) {
        if (toldAtOnce < ROWS && !untold.containsKey(kind)) {
            untold.put(kind, 0L);
            toldAtOnce++;
            return true;
        }
        add(kind, 1);
        return false;
    }

    /** Counts tries that are told of at the minute's end. */
    void add(AuditEntry kind, long times) {
        if (untold.size() >= MOST_KINDS && !untold.containsKey(kind)) {
            List<Sum> sums = sums();
            untold = new HashMap<>();
            sums.forEach(sum -> untold.put(sum.entry(), sum.times()));
        }
        untold.merge(kind, times, Long::sum);
    }

    /** The rows that tell of what was counted. */
    List<Sum> sums() {
        List<Sum> kinds = sorted(untold.entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> new Sum(kind.getKey(), kind.getValue())));
        if (kinds.size() <= 2 * ROWS) {
            return kinds;
        }
        List<Sum> groups = groups(kinds.subList(ROWS, kinds.size()));
        List<Sum> rows = new ArrayList<>(kinds.subList(0, ROWS));
        rows.addAll(groups.subList(0, Math.min(ROWS, groups.size())));
        groups.stream().skip(ROWS).reduce(FailedTries::together).ifPresent(rows::add);
        return merged(rows);
    }

    /** Where there were too many kinds before, a sum of then is one with that of now. */
    private static List<Sum> merged(List<Sum> rows) {
        Map<AuditEntry, Long> merged = new LinkedHashMap<>();
        rows.forEach(row -> merged.merge(row.entry(), row.times(), Long::sum));
        return merged.entrySet().stream()
                .map(row -> new Sum(row.getKey(), row.getValue()))
                .toList();
    }

    /** Each goes with all others of its account, or with all others of its address. */
    private static List<Sum> groups(List<Sum> kinds) {
        Map<AuditEntry, Long> all = new HashMap<>();
        for (Sum kind : kinds) {
            all.merge(ofAccount(kind.entry()), kind.times(), Long::sum);
            all.merge(ofAddress(kind.entry()), kind.times(), Long::sum);
        }
        Map<AuditEntry, List<Sum>> groups = kinds.stream()
                .collect(Collectors.groupingBy(kind -> Stream.of(ofAccount(kind.entry()), ofAddress(kind.entry()))
                        .max(Comparator.comparingLong(group -> all.getOrDefault(group, 0L)))
                        .orElseThrow()));
        return sorted(groups.entrySet().stream().map(group -> sum(group.getKey(), group.getValue())));
    }

    /** One that is alone is told of as what it is. */
    private static Sum sum(AuditEntry group, List<Sum> kinds) {
        return kinds.size() == 1
                ? kinds.getFirst()
                : new Sum(group, kinds.stream().mapToLong(Sum::times).sum());
    }

    private static Sum together(Sum one, Sum other) {
        By nobody = new By(new Nobody(), Scene.NONE);
        return new Sum(
                new AuditEntry(one.entry().act(), nobody, new Nobody(), "of other accounts and addresses"),
                one.times() + other.times());
    }

    private static AuditEntry ofAccount(AuditEntry kind) {
        By by = new By(kind.by().who(), Scene.NONE);
        return new AuditEntry(kind.act(), by, kind.about(), "from several addresses");
    }

    private static AuditEntry ofAddress(AuditEntry kind) {
        By by = new By(new Nobody(), kind.by().where());
        return new AuditEntry(kind.act(), by, new Nobody(), "of several accounts");
    }

    private static List<Sum> sorted(Stream<Sum> sums) {
        return sums.sorted(MOST_FIRST).toList();
    }
}
