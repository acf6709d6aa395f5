package io.papertrader.worker.clients;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/** How long each instruction takes, and what came of it. */
@ApplicationScoped
class RequestMetrics {
    private final MeterRegistry registry;
    private final LongAdder requests = new LongAdder();

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    Future<Reply> time(Instruction instruction, Future<Reply> reply) {
        requests.increment();
        Timer.Sample started = Timer.start(registry);
        return reply.onSuccess(arrived -> started.stop(registry.timer(
                "papertrader.requests",
                "instruction",
                instruction.specName(),
                "outcome",
                arrived instanceof Failure failure ? failure.code().name() : "DONE")));
    }

    /** Requests since the start. */
    long count() {
        return requests.sum();
    }
}
