package io.papertrader.master.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The time that each instruction takes, and its outcome. */
@ApplicationScoped
class AnswerMetrics {
    private final MeterRegistry registry;
    private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();

    private record Answered(Instruction instruction, String outcome) {}

    AnswerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    Started start(Instruction instruction) {
        return new Started(this, Timer.start(registry), instruction);
    }

    /** The registry would make a name and its tags anew to find one. */
    private Timer timer(Answered answered) {
        return timers.computeIfAbsent(
                answered,
                first -> registry.timer(
                        "papertrader.requests", "instruction", first.instruction.specName(), "outcome", first.outcome));
    }

    /** A request that is being worked on. */
    record Started(AnswerMetrics metrics, Timer.Sample sample, Instruction instruction) {
        void stop(Reply reply) {
            String outcome = reply instanceof Failure failure ? failure.code().name() : "DONE";
            sample.stop(metrics.timer(new Answered(instruction, outcome)));
        }
    }
}
