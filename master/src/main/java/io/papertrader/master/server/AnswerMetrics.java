package io.papertrader.master.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import jakarta.enterprise.context.ApplicationScoped;

/** The time that each instruction takes, and its outcome. */
@ApplicationScoped
class AnswerMetrics {
    private final MeterRegistry registry;

    AnswerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    Started start(Instruction instruction) {
        return new Started(registry, Timer.start(registry), instruction);
    }

    /** A request that is being worked on. */
    record Started(MeterRegistry registry, Timer.Sample sample, Instruction instruction) {
        void stop(Reply reply) {
            String outcome = reply instanceof Failure failure ? failure.code().name() : "DONE";
            sample.stop(
                    registry.timer("papertrader.requests", "instruction", instruction.specName(), "outcome", outcome));
        }
    }
}
