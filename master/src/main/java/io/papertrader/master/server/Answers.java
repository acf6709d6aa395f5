package io.papertrader.master.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Every request gets an answer: where there is none, or none that can be sent, a failure takes its place. */
@ApplicationScoped
class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

    private final MeterRegistry metrics;
    private final FailedRequests failed =
            new FailedRequests((line, cause) -> LOG.error(line, cause), line -> LOG.error(line));

    Answers(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** An answer's frames. */
    List<Frame> frames(Instruction instruction, String workerName, Reply reply) {
        List<Frame> frames;
        try {
            frames = MessageCodec.encodeReply(instruction, reply);
        } catch (RuntimeException defect) {
            return List.of(MessageCodec.encode(failed(instruction, workerName, defect)));
        }
        long bytes = frames.stream()
                .mapToLong(frame -> Header.SIZE + frame.header().dataSize())
                .sum();
        if (bytes > instruction.mostAnswerBytes()) {
            LOG.errorf("The answer to %s has %d bytes, more than it may", instruction.specName(), bytes);
            return List.of(MessageCodec.encode(
                    instruction.failure(FailCode.UNAVAILABLE, "The answer is too large to be sent.")));
        }
        return frames;
    }

    /** The one place where a request's exception ends. */
    Failure failed(Instruction instruction, String workerName, Throwable failure) {
        failed.add(instruction, workerName, failure);
        return instruction.failure(
                FailCode.UNAVAILABLE, "The master failed to answer this; " + instruction.ifUnanswered() + ".");
    }

    /** Tells of failures that had no line of their own; called every minute. */
    void sumUp() {
        failed.sumUp();
    }

    /** The answer to a request that was worked on for too long. It may still be carried out. */
    List<Frame> late(Instruction instruction) {
        metrics.counter("papertrader.requests.unanswered", "instruction", instruction.specName())
                .increment();
        return List.of(MessageCodec.encode(instruction.failure(
                FailCode.UNAVAILABLE, "The master has not answered in time; " + instruction.ifUnanswered() + ".")));
    }
}
