package io.papertrader.master.server;

import io.papertrader.codec.message.Instruction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells the log of requests that failed: of the first of a kind with its cause, and of all others until the next
 * summing up in a line each kind. So nobody rolls the log over who knows a request that fails, as does the owner of a
 * portfolio that breaks a law; nor does such a one hide another, whose failure says something else. For any thread.
 */
final class FailedRequests {
    /** Kinds that are told apart by what they say, until the next summing up. */
    private static final int MOST_KINDS = 100;

    private static final int MOST_CHARACTERS = 200;

    private final BiConsumer<String, Throwable> first;
    private final Consumer<String> others;

    /** The kinds that have been told of, and the number of others since. */
    private Map<Kind, Long> kinds = new HashMap<>();

    private record Kind(Instruction instruction, String worker, Class<?> failure, String message) {}

    /**
     * Counts from now on.
     *
     * @param first takes a line with its cause
     * @param others takes a line
     */
    FailedRequests(BiConsumer<String, Throwable> first, Consumer<String> others) {
        this.first = first;
        this.others = others;
    }

    /** One has failed. */
    void add(Instruction instruction, String workerName, Throwable failure) {
        if (isFirst(instruction, workerName, failure)) {
            first.accept("Request " + instruction.specName() + " of worker " + workerName + " failed", failure);
        }
    }

    private synchronized boolean isFirst(Instruction instruction, String worker, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        Kind kind = new Kind(
                instruction,
                worker,
                failure.getClass(),
                message.substring(0, Math.min(message.length(), MOST_CHARACTERS)));
        boolean isOneOfMany = kinds.size() >= MOST_KINDS && !kinds.containsKey(kind);
        return kinds.merge(
                        isOneOfMany ? new Kind(instruction, worker, failure.getClass(), "and others") : kind,
                        0L,
                        (known, none) -> known + 1)
                == 0;
    }

    /** Tells of those since the last time, and counts anew; called every minute. */
    void sumUp() {
        takeAll().forEach((kind, more) -> {
            if (more > 0) {
                others.accept(String.format(
                        Locale.ROOT,
                        "Request %s of worker %s failed %,d times more by %s: %s",
                        kind.instruction.specName(),
                        kind.worker,
                        more,
                        kind.failure.getSimpleName(),
                        kind.message));
            }
        });
    }

    private synchronized Map<Kind, Long> takeAll() {
        Map<Kind, Long> all = kinds;
        kinds = new HashMap<>();
        return all;
    }
}
