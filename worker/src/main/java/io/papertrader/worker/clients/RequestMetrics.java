package io.papertrader.worker.clients;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.node.Ticks;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The number of requests of each instruction, by outcome, and the time that they took. */
@Singleton
class RequestMetrics {
    private static final String DONE = "DONE";

    private final MeterRegistry registry;
    private final Ticks ticks;

    /** The tallies by instruction: found without a hash for each answer from memory. */
    private final Tally[] done =
            Stream.generate(Tally::new).limit(Instruction.values().length).toArray(Tally[]::new);

    /** Requests that are being answered. */
    private final LongAdder open = new LongAdder();

    private final Map<Failed, Tally> failed = new ConcurrentHashMap<>();

    private record Failed(Instruction instruction, FailCode code) {}

    /** Requests of one instruction with one outcome. A meter of its own would cost more than an answer from memory. */
    private static final class Tally {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();
    }

    RequestMetrics(MeterRegistry registry, Ticks ticks) {
        this.registry = registry;
        this.ticks = ticks;
        registry.gauge("papertrader.requests.open", open, LongAdder::sum);
        Arrays.stream(Instruction.values())
                .filter(Instruction::isForClients)
                .forEach(instruction -> register(of(instruction), instruction, DONE));
    }

    /** A request that is being answered. */
    final class Started {
        private final long nanos = ticks.nanos();

        /** It has been answered. */
        void done(Instruction instruction) {
            count(of(instruction));
        }

        /** It has been refused. */
        void failed(Instruction instruction, FailCode code) {
            count(of(instruction, code));
        }

        private void count(Tally tally) {
            open.decrement();
            tally.count.increment();
            tally.nanos.add(ticks.nanos() - nanos);
        }

        /** It has been answered, by this or after frames before it. */
        void stop(Instruction instruction, Frame reply) {
            Optional<Instruction> row = Instruction.of(reply.header());
            if (row.isPresent() && row.get().isFailure()) {
                count(of(instruction, failure(reply)));
            } else {
                done(instruction);
            }
        }

        private static FailCode failure(Frame reply) {
            return ((Failure) MessageCodec.decodeReply(reply)).code();
        }
    }

    /** A request has come that is not answered at once. */
    Started start() {
        open.increment();
        return new Started();
    }

    /** One was answered from memory, in no time worth measuring: two looks at a clock would take longer. */
    void done(Instruction instruction) {
        of(instruction).count.increment();
    }

    /** One was refused for what it is. */
    void failed(Instruction instruction, FailCode code) {
        of(instruction, code).count.increment();
    }

    @SuppressWarnings("EnumOrdinal") // An index into an array of this process, never kept or sent.
    private Tally of(Instruction instruction) {
        return done[instruction.ordinal()];
    }

    private Tally of(Instruction instruction, FailCode code) {
        return failed.computeIfAbsent(new Failed(instruction, code), outcome -> {
            Tally tally = new Tally();
            register(tally, outcome.instruction(), outcome.code().name());
            return tally;
        });
    }

    private void register(Tally tally, Instruction instruction, String outcome) {
        FunctionTimer.builder(
                        "papertrader.requests",
                        tally,
                        all -> all.count.sum(),
                        all -> all.nanos.sum(),
                        TimeUnit.NANOSECONDS)
                .tags("instruction", instruction.specName(), "outcome", outcome)
                .register(registry);
    }

    /** A connection was cut for this reason, of which there are few. */
    void cut(String reason) {
        registry.counter("papertrader.clients.cut", "reason", reason).increment();
    }

    /** Requests since the start. */
    long count() {
        return open.sum()
                + Stream.concat(Arrays.stream(done), failed.values().stream())
                        .mapToLong(tally -> tally.count.sum())
                        .sum();
    }
}
