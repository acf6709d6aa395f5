package io.papertrader.master.server;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.link.SealedFrameDecoder;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.codec.message.LinkRequest.GetWorkerStatus;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.master.workers.Handshake.Established;
import io.papertrader.master.workers.Worker;
import io.papertrader.master.workers.WorkerLink;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * One worker's connection after the handshake. All that it keeps belongs to the socket's event loop; calls from
 * elsewhere go there first.
 */
final class MasterLink implements WorkerLink {
    private static final Logger LOG = Logger.getLogger(MasterLink.class);
    private static final Duration STATUS_TIMEOUT = Duration.ofSeconds(5);
    private static final long PUSH = 0;
    /** No clock shows what lies outside; stored with an order, it could be neither settled nor shown. */
    private static final Instant FIRST_STAMP = Instant.EPOCH;

    private static final Instant LAST_STAMP = Instant.parse("3000-01-01T00:00:00Z");

    private final NetSocket socket;
    private final Context context;
    private final Worker worker;
    private final Instant since;
    private final Dispatch dispatch;
    private final RequestMetrics metrics;
    private final InstantSource time;
    private final int maxInFlight;
    private final SealedFrameEncoder encoder;
    private final SealedFrameDecoder decoder;
    private final Map<Long, Question> questions = new HashMap<>();
    private long lastQuestion;
    private int inFlight;
    private boolean paused;
    private Runnable drained = () -> {};

    MasterLink(
            NetSocket socket,
            Context context,
            Established established,
            Dispatch dispatch,
            RequestMetrics metrics,
            InstantSource time,
            int maxInFlight) {
        this.socket = socket;
        this.context = context;
        this.worker = established.worker();
        this.since = time.instant();
        this.dispatch = dispatch;
        this.metrics = metrics;
        this.time = time;
        this.maxInFlight = maxInFlight;
        this.encoder = new SealedFrameEncoder(established.traffic().masterToWorker());
        this.decoder = SealedFrameDecoder.reading(
                socket, established.traffic().workerToMaster(), this::opened, fault -> close(fault.reason()));
        socket.drainHandler(writable -> flow());
    }

    private record Question(ReplyReader reader, UniEmitter<? super Reply> answer) {}

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String remoteAddress() {
        return String.valueOf(socket.remoteAddress());
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public Uni<WorkerStatus> status() {
        GetWorkerStatus question = new GetWorkerStatus();
        return Uni.createFrom()
                .<Reply>emitter(answer -> context.runOnContext(now -> {
                    questions.put(++lastQuestion, new Question(new ReplyReader(Instruction.of(question)), answer));
                    send(lastQuestion, List.of(MessageCodec.encode(question)));
                }))
                .ifNoItem()
                .after(STATUS_TIMEOUT)
                .fail()
                .map(WorkerStatus.class::cast);
    }

    @Override
    public void push(Frame event) {
        context.runOnContext(now -> send(PUSH, List.of(event)));
    }

    @Override
    public void close(String reason) {
        LOG.infof("Link of worker %s closed: %s", worker.name(), reason);
        socket.close();
    }

    /** Takes what came behind the handshake, if anything. */
    void begin(Buffer rest) {
        decoder.handle(rest);
    }

    /** The socket is gone: nobody will answer. */
    void ended() {
        questions.values().forEach(question -> question.answer.fail(new LinkFault("the link closed")));
        questions.clear();
    }

    /** Calls back when nothing is being worked on, at once where nothing is. */
    void whenDrained(Runnable callback) {
        context.runOnContext(now -> {
            drained = callback;
            if (inFlight == 0) {
                drained.run();
            }
        });
    }

    private void opened(Buffer plaintext) {
        try {
            LinkRecord record = LinkRecord.decode(plaintext);
            if (!record.worker().equals(worker.uuid())) {
                throw new LinkFault("a record names another worker");
            }
            if (record.stamp().isBefore(FIRST_STAMP) || record.stamp().isAfter(LAST_STAMP)) {
                throw new LinkFault("a record's stamp is " + record.stamp());
            }
            receive(record);
        } catch (LinkFault fault) {
            close(fault.reason());
        }
    }

    private void receive(LinkRecord record) throws LinkFault {
        switch (record.frame().header().type()) {
            case COMMAND, DATA_TRANSFER -> request(record);
            case SERVER_RETURN -> answer(record);
            case EVENT -> throw new LinkFault("a worker pushes nothing");
        }
    }

    private void request(LinkRecord record) {
        Instruction instruction = Instruction.of(record.frame().header()).orElse(Instruction.DATA);
        Request request;
        try {
            request = MessageCodec.decodeRequest(record.frame());
        } catch (WireFault fault) {
            reply(record, instruction, instruction.failure(fault.code(), fault.reason()));
            return;
        }
        inFlight++;
        flow();
        RequestMetrics.Started started = metrics.start(instruction);
        // Deferred: a handler that throws before it gives its Uni fails like one that throws within it.
        Uni.createFrom()
                .deferred(() -> dispatch.handle(request, record))
                .onFailure()
                .recoverWithItem(failure -> unavailable(instruction, failure))
                .subscribe()
                .with(reply -> context.runOnContext(now -> {
                    try {
                        started.stop(reply);
                        reply(record, instruction, reply);
                    } finally {
                        done();
                    }
                }));
    }

    /** The one place where a request's exception ends. */
    private Failure unavailable(Instruction instruction, Throwable failure) {
        LOG.errorf(failure, "Request %s of worker %s failed", instruction.specName(), worker.name());
        return instruction.failure(FailCode.UNAVAILABLE, "The master cannot answer this now; try again later.");
    }

    private void done() {
        inFlight--;
        flow();
        if (inFlight == 0) {
            drained.run();
        }
    }

    /** A worker that asks faster than it is answered, or does not read its answers, is not read either. */
    private void flow() {
        boolean full = inFlight >= maxInFlight || socket.writeQueueFull();
        if (full == paused) {
            return;
        }
        // First, for resuming delivers at once, and what is delivered may pause again.
        paused = full;
        if (full) {
            decoder.pause();
        } else {
            decoder.resume();
        }
    }

    private void answer(LinkRecord record) {
        Question question = questions.get(record.correlation());
        if (question == null) {
            return;
        }
        try {
            question.reader.read(record.frame()).ifPresent(reply -> {
                questions.remove(record.correlation());
                question.answer.complete(reply);
            });
        } catch (WireFault fault) {
            questions.remove(record.correlation());
            question.answer.fail(fault);
        }
    }

    private void reply(LinkRecord record, Instruction instruction, Reply reply) {
        send(record.correlation(), frames(instruction, reply));
    }

    /** An answer that cannot be written is an answer too: the worker waits for one. */
    private List<Frame> frames(Instruction instruction, Reply reply) {
        try {
            return MessageCodec.encodeReply(instruction, reply);
        } catch (RuntimeException defect) {
            return List.of(MessageCodec.encode(unavailable(instruction, defect)));
        }
    }

    private void send(long correlation, List<Frame> frames) {
        Buffer out = Buffer.buffer();
        for (Frame frame : frames) {
            LinkRecord record = new LinkRecord(correlation, worker.uuid(), time.instant(), ClientAddress.NONE, frame);
            out.appendBuffer(encoder.seal(record.encode()));
        }
        socket.write(out);
        flow();
    }
}
