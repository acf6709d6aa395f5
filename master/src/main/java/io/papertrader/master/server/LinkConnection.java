package io.papertrader.master.server;

import io.papertrader.codec.link.KeyLife;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.link.SealedFrameDecoder;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.SessionKeyGiven;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.codec.message.LinkRequest.GetWorkerStatus;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import io.papertrader.master.server.LinkState.Connected;
import io.papertrader.master.server.LinkState.Draining;
import io.papertrader.master.server.LinkState.Welcomed;
import io.papertrader.master.workers.Audience;
import io.papertrader.master.workers.Handshake.Established;
import io.papertrader.master.workers.Worker;
import io.papertrader.master.workers.WorkerLink;
import io.papertrader.node.socket.Cut;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One worker's connection after the handshake: what comes over it goes to the part that it concerns. All that it keeps
 * belongs to the socket's event loop; calls from elsewhere go there first.
 */
final class LinkConnection implements WorkerLink {
    private static final Logger LOG = Logger.getLogger(LinkConnection.class);
    private static final Duration STATUS_TIMEOUT = Duration.ofSeconds(5);
    private static final long PUSH = 0;

    private final NetSocket socket;
    private final Context context;
    private final Worker worker;
    private final LinkParts parts;
    private final Consumer<LinkConnection> connected;
    private final Instant since;
    private final Audience audience = new Audience();
    private final Questions questions = new Questions();
    private final Stamps stamps;
    private final RequestLine line;
    private final LinkWriter writer;
    private final Answering answering;
    private final SealedFrameDecoder decoder;
    private LinkState state = new Welcomed();
    private boolean paused;

    /**
     * Reads this socket from now on.
     *
     * @param connected called when the worker has shown that it has the keys
     */
    LinkConnection(
            NetSocket socket,
            Context context,
            Established established,
            LinkParts parts,
            Consumer<LinkConnection> connected) {
        this.socket = socket;
        this.context = context;
        this.worker = established.worker();
        this.parts = parts;
        this.connected = connected;
        this.since = parts.time().instant();
        this.stamps = parts.stamps(worker);
        this.line = new RequestLine(parts.config().maxInFlight(), parts.config().maxWaitingBytes());
        this.writer = new LinkWriter(
                socket,
                new SealedFrameEncoder(established.traffic().masterToWorker(), KeyLife.USUAL, parts.time()),
                worker.uuid(),
                parts.time(),
                parts.config().maxUnsentBytes(),
                this::close);
        this.answering = new Answering(worker, context, parts, audience, stamps, line, writer, this::workOn);
        this.decoder = SealedFrameDecoder.reading(
                socket, established.traffic().workerToMaster(), this::opened, fault -> close(fault.reason()));
        socket.drainHandler(writable -> workOn());
    }

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
    public Audience audience() {
        return audience;
    }

    @Override
    public Uni<WorkerStatus> status() {
        return ask(new GetWorkerStatus()).map(WorkerStatus.class::cast);
    }

    private Uni<Reply> ask(Request question) {
        return Uni.createFrom()
                .<Reply>emitter(asker -> context.runOnContext(now -> {
                    long correlation = questions.begin(Instruction.of(question), asker);
                    if (correlation != 0) {
                        asker.onTermination(() -> context.runOnContext(late -> questions.forget(correlation)));
                        writer.send(correlation, List.of(MessageCodec.encode(question)));
                    }
                }))
                .ifNoItem()
                .after(STATUS_TIMEOUT)
                .fail();
    }

    @Override
    public void push(Frame event) {
        context.runOnContext(now -> writer.send(PUSH, List.of(event)));
    }

    /** Closes at once: to close in order would wait for a worker that may read nothing. */
    @Override
    public void close(String reason) {
        LOG.infof("Link of worker %s closed: %s", worker.name(), reason);
        Cut.now(socket);
    }

    /** Takes what came behind the handshake, if anything. */
    void begin(Buffer rest) {
        decoder.handle(rest);
    }

    /** The socket is gone: nobody will answer, and nobody waits. */
    void ended() {
        state = state.end();
        writer.end();
        line.dropWaiting();
        answering.end();
        questions.end();
    }

    /** Takes no more requests and calls back, once, when those that have a place are answered or the link is gone. */
    void leave(Runnable whenDrained) {
        context.runOnContext(now -> {
            state = state.drain(whenDrained, line.isIdle());
            line.dropWaiting();
            workOn();
        });
    }

    /** Answers for what takes too long, and gives up a worker that reads nothing; called every second. */
    void look() {
        context.runOnContext(tick -> {
            answering.answerLate();
            if (writer.isDeaf(parts.config().workerSilence())) {
                close("it reads nothing of what it is sent");
            }
            workOn();
        });
    }

    /** Forgets sessions that are over, and tells what there was too much of for a line each; called every minute. */
    void sumUp() {
        audience.forgetExpired(parts.time().instant());
        context.runOnContext(now -> stamps.sumUp());
    }

    /** True where requests get their answers. From any thread. */
    boolean isAnswering() {
        return !line.isStuck(parts.config().stuckAfter(), parts.time().instant());
    }

    /** The event loop on which all of it happens. */
    Context context() {
        return context;
    }

    /** Questions that the worker has not answered yet. */
    int openQuestions() {
        return questions.size();
    }

    private void opened(Buffer plaintext) {
        try {
            LinkRecord record = LinkRecord.decode(plaintext);
            if (!record.worker().equals(worker.uuid())) {
                throw new LinkFault("a record names another worker");
            }
            stamps.check(record);
            if (state instanceof Welcomed welcomed) {
                connect(welcomed);
            }
            receive(record);
        } catch (LinkFault fault) {
            close(fault.reason());
        }
    }

    private void connect(Welcomed welcomed) {
        state = welcomed.opened();
        // The session key goes before anything else, so that the worker can tell session ids from made-up ones.
        writer.send(
                PUSH,
                List.of(MessageCodec.encode(
                        new SessionKeyGiven(parts.sessionKeys().key()))));
        connected.accept(this);
    }

    private void receive(LinkRecord record) throws LinkFault {
        switch (record.frame().header().type()) {
            case COMMAND, DATA_TRANSFER -> request(record);
            case SERVER_RETURN -> questions.answer(record);
            case EVENT -> throw new LinkFault("a worker pushes nothing");
        }
    }

    private void request(LinkRecord record) {
        if (Instruction.of(record.frame().header())
                .filter(Instruction.HEARTBEAT::equals)
                .isPresent()) {
            stamps.beat(record);
            writer.send(
                    record.correlation(), List.of(MessageCodec.encode(new HeartbeatAnswer(parts.areValuesFresh()))));
        } else if (state instanceof Connected) {
            line.add(record);
            workOn();
        }
    }

    /**
     * A worker that asks faster than it is answered, or does not read its answers, waits, and in the end is not read
     * either.
     */
    private void workOn() {
        while (state instanceof Connected && line.hasNext() && !writer.isFull()) {
            answering.begin(line.next());
        }
        if (state instanceof Draining draining && line.isIdle()) {
            state = draining.idle();
        }
        boolean pause = line.isLong();
        if (pause != paused) {
            // First, for resuming delivers at once, and what is delivered may pause again.
            paused = pause;
            if (pause) {
                decoder.pause();
            } else {
                decoder.resume();
            }
        }
    }
}
