package io.papertrader.master.server;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.master.Awaited;
import io.papertrader.master.Origin;
import io.papertrader.master.server.RequestLine.Work;
import io.papertrader.master.workers.Audience;
import io.papertrader.master.workers.Worker;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The answering of one link's requests: each that has its place in the line is handed to its feature, and answered in
 * any case, by a failure where nothing else comes in time. Belongs to the link's event loop.
 */
final class Answering {
    private static final Logger LOG = Logger.getLogger(Answering.class);

    private final Worker worker;
    private final Context context;
    private final LinkParts parts;
    private final Audience audience;
    private final Stamps stamps;
    private final RequestLine line;
    private final LinkWriter writer;
    private final Runnable answered;
    private final Awaited answers = new Awaited();

    /**
     * Of a link on which nothing has been asked yet.
     *
     * @param answered called when a request has its answer from its feature; not by {@link #answerLate}
     */
    Answering(
            Worker worker,
            Context context,
            LinkParts parts,
            Audience audience,
            Stamps stamps,
            RequestLine line,
            LinkWriter writer,
            Runnable answered) {
        this.worker = worker;
        this.context = context;
        this.parts = parts;
        this.audience = audience;
        this.stamps = stamps;
        this.line = line;
        this.writer = writer;
        this.answered = answered;
    }

    /** Begins to work on a request. */
    void begin(LinkRecord record) {
        Instruction instruction = Instruction.of(record.frame().header()).orElse(Instruction.DATA);
        Request request;
        try {
            request = MessageCodec.decodeRequest(record.frame());
        } catch (WireFault fault) {
            send(record, List.of(MessageCodec.encode(instruction.failure(fault.code(), fault.reason()))));
            return;
        } catch (RuntimeException defect) {
            send(record, List.of(MessageCodec.encode(parts.answers().failed(instruction, worker.name(), defect))));
            return;
        }
        Work work = line.begin(record, instruction, parts.time().instant());
        Origin origin = stamps.origin(record);
        AnswerMetrics.Started started = parts.metrics().start(instruction);
        // Deferred: a handler that throws before it gives its Uni fails like one that throws within it.
        Uni.createFrom()
                .deferred(() -> parts.dispatch().handle(request, origin, audience))
                .onFailure()
                .recoverWithItem(failure -> parts.answers().failed(instruction, worker.name(), failure))
                .subscribe()
                .with(answers.context(), reply -> context.runOnContext(now -> finish(work, started, reply)));
    }

    private void finish(Work work, AnswerMetrics.Started started, Reply reply) {
        boolean isAwaited = line.end(work, parts.time().instant());
        try {
            started.stop(reply);
            if (isAwaited) {
                send(work.record(), parts.answers().frames(work.instruction(), worker.name(), reply));
            }
        } finally {
            answered.run();
        }
    }

    /** Answers for what takes too long. */
    void answerLate() {
        Instant now = parts.time().instant();
        List<Work> late = line.endOlderThan(parts.config().answerTimeout(), now);
        late.forEach(work -> send(work.record(), parts.answers().late(work.instruction())));
        if (!late.isEmpty()) {
            LOG.errorf(
                    "%d requests of worker %s were not answered in time, the oldest of them %s",
                    late.size(), worker.name(), late.getFirst().instruction().specName());
        }
    }

    /** The link is gone: nobody waits for what is worked on. */
    void end() {
        answers.end();
    }

    private void send(LinkRecord request, List<Frame> answer) {
        writer.send(request.correlation(), answer);
    }
}
