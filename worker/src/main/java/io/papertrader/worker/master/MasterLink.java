package io.papertrader.worker.master;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The way to the master (specification 3.2.2): stamps requests with the time, the client's address and this worker's
 * UUID, and pairs answers with them. While there is no link, requests are refused at once; what was on its way when a
 * link broke is sent again over the next.
 */
@ApplicationScoped
public class MasterLink {
    private static final Logger LOG = Logger.getLogger(MasterLink.class);
    private static final long SWEEP_MILLIS = 500;

    /** A link can die without a word, so the worker asks the master something so often in the time it waits for a word. */
    private static final int PROBES_TO_LOSS = 3;

    private final Vertx vertx;
    private final MasterConfig config;
    private final Connector connector;
    private final Event<LinkEvent> pushes;
    private final Event<LinkUp> ups;
    private final StatusSource status;
    private final InstantSource time;
    private final Backoff backoff;
    private final long sweepsToLoss;
    private final long sweepsToProbe;
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();

    /** Counted when asked, for many may be asked before the link's event loop takes up the first. */
    private final AtomicInteger waiting = new AtomicInteger();

    private long lastCorrelation;
    private int sweeps;
    private int silentSweeps;
    private Context context;
    private volatile SealedLink link;
    private volatile boolean stopped;

    @Inject
    MasterLink(
            Vertx vertx,
            MasterConfig config,
            Connector connector,
            Event<LinkEvent> pushes,
            Event<LinkUp> ups,
            StatusSource status,
            InstantSource time,
            SecureRandom random,
            MeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        this.connector = connector;
        this.pushes = pushes;
        this.ups = ups;
        this.status = status;
        this.time = time;
        this.backoff = new Backoff(config.master().firstRetry(), config.master().longestRetry(), random);
        this.sweepsToLoss =
                Math.max(PROBES_TO_LOSS, config.master().silenceTimeout().toMillis() / SWEEP_MILLIS);
        this.sweepsToProbe = sweepsToLoss / PROBES_TO_LOSS;
        // A restarted worker must not use a number again that named an order of the one before it.
        this.lastCorrelation = random.nextLong() >>> 2;
        metrics.gauge("papertrader.master.waiting", waiting);
        metrics.gauge("papertrader.master.up", this, self -> self.isUp() ? 1 : 0);
    }

    /** Connects, and keeps connecting until {@link #stop}. */
    public void start() {
        context = vertx.getOrCreateContext();
        context.runOnContext(now -> connect());
        vertx.setPeriodic(SWEEP_MILLIS, tick -> context.runOnContext(now -> sweep()));
    }

    /** Connects no more and closes the link. */
    public void stop() {
        stopped = true;
        SealedLink last = link;
        if (last != null) {
            last.close();
        }
    }

    /** Whether there is a link now. */
    public boolean isUp() {
        return link != null;
    }

    /** The master's answer, or a refusal UNAVAILABLE; never fails. Callable from any thread. */
    public Future<Reply> ask(Request request, ClientAddress client) {
        if (!isUp()) {
            return unavailable(request, "The master cannot be reached now; try again later.");
        }
        Frame frame = MessageCodec.encode(request);
        if (waiting.incrementAndGet() > config.master().maxWaiting()) {
            waiting.decrementAndGet();
            return unavailable(request, "Too many requests are waiting for the master; try again later.");
        }
        Instant stamp = time.instant().truncatedTo(ChronoUnit.MILLIS);
        Promise<Reply> answer = Promise.promise();
        answer.future().onComplete(done -> waiting.decrementAndGet());
        context.runOnContext(now -> send(request, stamp, client, frame, answer));
        return answer.future();
    }

    private static Future<Reply> unavailable(Request request, String reason) {
        return Future.succeededFuture(Instruction.of(request).failure(FailCode.UNAVAILABLE, reason));
    }

    private void send(Request request, Instant stamp, ClientAddress client, Frame frame, Promise<Reply> answer) {
        LinkRecord record = record(++lastCorrelation, stamp, client, frame);
        pending.put(
                record.correlation(),
                new Pending(request, record, answer, stamp.plus(config.master().requestTimeout())));
        SealedLink now = link;
        if (now != null) {
            now.send(record);
        }
    }

    private LinkRecord record(long correlation, Instant stamp, ClientAddress client, Frame frame) {
        return new LinkRecord(correlation, config.worker().uuid(), stamp, client, frame);
    }

    private void connect() {
        connector.connect(context, this::refused).onSuccess(this::established).onFailure(none -> {
            if (!stopped) {
                retry();
            }
        });
    }

    private void refused(WorkerAddress master, Throwable reason) {
        if (!stopped) {
            // What went wrong here, and not on the way, is told with its trace.
            LOG.warnf(
                    reason instanceof RuntimeException ? reason : null,
                    "No link to the master at %s: %s",
                    master,
                    reason.getMessage());
        }
    }

    private void retry() {
        vertx.setTimer(backoff.next().toMillis(), tick -> context.runOnContext(now -> connect()));
    }

    private void established(Connector.Connected connected) {
        NetSocket socket = connected.socket();
        SealedLink fresh = new SealedLink(
                socket,
                connected.established().traffic(),
                this::receive,
                fault -> LOG.warnf("The link to the master broke: %s", fault.reason()));
        if (stopped) {
            fresh.close();
            return;
        }
        link = fresh;
        silentSweeps = 0;
        backoff.reset();
        LOG.infof(
                "Linked to the master at %s, epoch %d",
                connected.master(), connected.established().epoch());
        pending.values().forEach(waiting -> fresh.send(waiting.record()));
        try {
            ups.fire(new LinkUp(connected.established().epoch()));
            fresh.begin(connected.rest());
            socket.resume();
        } finally {
            // Whatever failed here: a link that says nothing is given up in time, and this hears of it.
            connected.closed().onSuccess(gone -> lost());
        }
    }

    private void lost() {
        link = null;
        for (Iterator<Pending> all = pending.values().iterator(); all.hasNext(); ) {
            Pending waiting = all.next();
            if (waiting.isRepeatable() && !stopped) {
                waiting.startOver();
            } else {
                all.remove();
                waiting.giveUp();
            }
        }
        if (!stopped) {
            LOG.warn("The link to the master is gone");
            retry();
        }
    }

    private void sweep() {
        if (isUp()) {
            probe();
        }
        Instant now = time.instant();
        for (Iterator<Pending> all = pending.values().iterator(); all.hasNext(); ) {
            Pending waiting = all.next();
            if (waiting.isOver(now)) {
                all.remove();
                waiting.giveUp();
            }
        }
    }

    private void probe() {
        if (++sweeps % sweepsToProbe == 0) {
            ask(new GetWorkers(), ClientAddress.NONE);
        }
        if (++silentSweeps >= sweepsToLoss) {
            LOG.warn("The master says nothing any more");
            link.close();
        }
    }

    private void receive(LinkRecord record) {
        silentSweeps = 0;
        switch (record.frame().header().type()) {
            case SERVER_RETURN -> answer(record);
            case EVENT -> event(record.frame());
            case COMMAND, DATA_TRANSFER -> question(record);
        }
    }

    private void answer(LinkRecord record) {
        Pending waiting = pending.get(record.correlation());
        // An answer to what was given up meanwhile has nobody to hear it.
        if (waiting != null && waiting.read(record.frame())) {
            pending.remove(record.correlation());
        }
    }

    private void event(Frame frame) {
        try {
            if (MessageCodec.decodeEvent(frame) instanceof LinkEvent event) {
                pushes.fire(event);
            }
        } catch (WireFault fault) {
            LOG.warnf("The master pushed what this worker cannot read: %s", fault.reason());
        }
    }

    private void question(LinkRecord record) {
        Instruction instruction = Instruction.of(record.frame().header()).orElse(Instruction.DATA);
        Reply reply = instruction == Instruction.GET_WORKER_STATUS
                ? status.status()
                : instruction.failure(FailCode.UNKNOWN_INSTRUCTION, "A worker does not answer this.");
        List<Frame> frames = MessageCodec.encodeReply(instruction, reply);
        frames.forEach(frame -> link.send(record(record.correlation(), time.instant(), ClientAddress.NONE, frame)));
    }
}
