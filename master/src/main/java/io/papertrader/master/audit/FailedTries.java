package io.papertrader.master.audit;

import io.papertrader.master.audit.Party.Nobody;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The tries of one act that failed in one minute, by their kinds: who tried what, and from where. Few rows tell of
 * them, however many there are. The first kinds have theirs at once, and the others at the minute's end, each its own
 * where they are few. Where they are many those of an account or an operator have one, a hundred accounts at most where
 * strangers tried them, which are those that were tried most; what is left is summed up by address, and the rest is
 * one. Not for several threads.
 */
final class FailedTries {
    /** The rows that name whom strangers tried, at once and at the minute's end. */
    static final int ACCOUNTS = 100;

    /** The rows that name an address alone, likewise. */
    static final int ADDRESSES = 10;

    /** The kinds that are kept apart; behind them there is room for as many accounts, and for as many addresses. */
    static final int MOST_KINDS = 5_000;

    private static final String SUMMED_UP = "summed up";

    private static final Comparator<Sum> MOST_FIRST =
            Comparator.comparingLong(Sum::times).reversed();

    /** The times that each was tried and that no row tells of yet. */
    private final Map<AuditEntry, Long> untold = new HashMap<>();

    private int namedFirsts;
    private int otherFirsts;

    /** A row of the audit trail, and how many tries it tells of. */
    record Sum(AuditEntry entry, long times) {}

    /** Counts a try; true where a row is to tell of it at once, as it is one of the first of this minute. */
    boolean count(AuditEntry kind) {
        if (!untold.containsKey(kind) && takeFirst(kind)) {
            untold.put(kind, 0L);
            return true;
        }
        add(kind, 1);
        return false;
    }

    private boolean takeFirst(AuditEntry kind) {
        return namesSomebody(kind) ? ++namedFirsts <= ACCOUNTS : ++otherFirsts <= ADDRESSES;
    }

    /** Counts tries that are told of at the minute's end. */
    void add(AuditEntry kind, long times) {
        untold.merge(kept(kind), times, Long::sum);
    }

    /** The kind itself, or the sum that it goes into where too many are kept. */
    private AuditEntry kept(AuditEntry kind) {
        if (fits(kind, MOST_KINDS)) {
            return kind;
        }
        if (hasActor(kind) || (namesSomebody(kind) && fits(ofAccount(kind), 2 * MOST_KINDS))) {
            return ofAccount(kind);
        }
        return hasAddress(kind) && fits(ofAddress(kind), 3 * MOST_KINDS) ? ofAddress(kind) : rest(kind);
    }

    private boolean fits(AuditEntry kind, int most) {
        return untold.size() < most || untold.containsKey(kind);
    }

    /** The rows that tell of what was counted. */
    List<Sum> sums() {
        List<Sum> counts = untold.entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> new Sum(kind.getKey(), kind.getValue()))
                .toList();
        if (counts.size() <= ACCOUNTS) {
            return counts;
        }
        List<Sum> rows = new ArrayList<>();
        List<Sum> ofStrangers = sumUp(counts, FailedTries::hasActor, FailedTries::ofAccount, Integer.MAX_VALUE, rows);
        List<Sum> others = sumUp(ofStrangers, FailedTries::namesSomebody, FailedTries::ofAccount, ACCOUNTS, rows);
        List<Sum> left = sumUp(others, FailedTries::hasAddress, FailedTries::ofAddress, ADDRESSES, rows);
        sumUp(left, kind -> true, FailedTries::rest, 1, rows);
        return rows;
    }

    /** Adds a row for each of the largest sums, and gives back the counts that are in none. */
    private static List<Sum> sumUp(
            List<Sum> counts,
            Predicate<AuditEntry> hasSum,
            UnaryOperator<AuditEntry> sum,
            int mostRows,
            List<Sum> rows) {
        Map<AuditEntry, List<Sum>> members = counts.stream()
                .filter(count -> hasSum.test(count.entry()))
                .collect(Collectors.groupingBy(count -> sum.apply(count.entry())));
        Map<AuditEntry, Sum> largest = members.entrySet().stream()
                .map(group -> new Sum(
                        group.getKey(),
                        group.getValue().stream().mapToLong(Sum::times).sum()))
                .sorted(MOST_FIRST)
                .limit(mostRows)
                .collect(Collectors.toMap(Sum::entry, total -> total));
        largest.values().forEach(total -> rows.add(row(total, members.getOrDefault(total.entry(), List.of()))));
        return counts.stream()
                .filter(count -> !hasSum.test(count.entry()) || !largest.containsKey(sum.apply(count.entry())))
                .toList();
    }

    /** One that is alone is told of as what it is. */
    private static Sum row(Sum total, List<Sum> members) {
        return members.size() == 1 ? members.getFirst() : total;
    }

    /** True where whoever tried has proved who it is. */
    private static boolean hasActor(AuditEntry kind) {
        return !(kind.by().who() instanceof Nobody);
    }

    private static boolean namesSomebody(AuditEntry kind) {
        return hasActor(kind) || !(kind.about() instanceof Nobody);
    }

    private static boolean hasAddress(AuditEntry kind) {
        return kind.by().where().address().isPresent();
    }

    private static AuditEntry ofAccount(AuditEntry kind) {
        By by = new By(kind.by().who(), Scene.NONE);
        return new AuditEntry(kind.act(), by, kind.about(), summedUp(kind.detail()));
    }

    private static AuditEntry ofAddress(AuditEntry kind) {
        By by = new By(new Nobody(), kind.by().where());
        return new AuditEntry(kind.act(), by, new Nobody(), summedUp(kind.detail()));
    }

    private static AuditEntry rest(AuditEntry kind) {
        return new AuditEntry(kind.act(), new By(new Nobody(), Scene.NONE), new Nobody(), SUMMED_UP);
    }

    /** A sum may be summed up again. */
    private static String summedUp(String detail) {
        if (detail.endsWith(SUMMED_UP)) {
            return detail;
        }
        return detail.isEmpty() ? SUMMED_UP : detail + ", " + SUMMED_UP;
    }
}
