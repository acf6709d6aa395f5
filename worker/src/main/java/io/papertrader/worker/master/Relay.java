package io.papertrader.worker.master;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.node.Ticks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries requests to the master and its answers back (specification 3.2.2): stamps each with the time, the client's
 * address and this worker's UUID, sends it in its asker's turn, and hands the answer on frame by frame without decoding
 * it. While there is no link, requests are refused at once; those that were on their way when a link broke are sent
 * again over the next.
 */
@ApplicationScoped
public class Relay implements Linker.Observer {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Vertx vertx;
    private final MasterLinkConfig config;
    private final Linker linker;
    private final Ticks ticks;
    private final InstantSource time;
    private final Pulse pulse;
    private final RequestsUnderWay underWay;
    private long lastCorrelation;
    private Context context;
    private LinkObserver observer;
    private volatile Optional<SealedLink> link = Optional.empty();

    Relay(
            Vertx vertx,
            MasterLinkConfig config,
            LanesConfig places,
            Linker linker,
            Ticks ticks,
            InstantSource time,
            SecureRandom random,
            MeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        this.linker = linker;
        this.ticks = ticks;
        this.time = time;
        this.pulse = new Pulse(config.master().silenceTimeout(), LOOK);
        this.underWay = new RequestsUnderWay(places, config.master().maxWaiting());
        // A restarted worker must not use a number again that named an order of the one before it.
        this.lastCorrelation = random.nextLong() >>> 2;
        metrics.gauge("papertrader.master.waiting", underWay, RequestsUnderWay::size);
        metrics.gauge("papertrader.master.up", this, self -> self.isAnswering() ? 1 : 0);
    }

    /** Connects, and keeps connecting until {@link #stop}. */
    public void start(LinkObserver hears) {
        observer = hears;
        context = vertx.getOrCreateContext();
        linker.start(context, this);
        vertx.setPeriodic(LOOK.toMillis(), tick -> context.runOnContext(now -> look()));
    }

    /** Connects no more and closes the link. */
    public void stop() {
        linker.stop();
    }

    /** True where there is a link now. */
    public boolean isUp() {
        return link.isPresent();
    }

    /** True where there is a link on which the master answers. */
    public boolean isAnswering() {
        return isUp() && pulse.isBeating();
    }

    /**
     * Asks the master, in the asker's turn. The answer, or a refusal, comes on the link's event loop. Callable from any
     * thread.
     *
     * @param message the whole request as the client sent it, which has been looked at
     */
    public void ask(Asker asker, Instruction instruction, Frame message, ClientAddress client, Answer answer) {
        Instant stamp = time.instant().truncatedTo(ChronoUnit.MILLIS);
        long deadline = ticks.nanos() + config.master().requestTimeout().toNanos();
        context.runOnContext(now -> {
            LinkRecord record = record(++lastCorrelation, stamp, client, message);
            take(new Ask(asker, instruction, record, answer, deadline));
        });
    }

    /** Asks the master for this worker's own purposes; never fails. Callable from any thread. */
    public Future<Reply> ask(Asker asker, Request request, ClientAddress client) {
        Promise<Reply> promise = Promise.promise();
        Instruction instruction = Instruction.of(request);
        ask(asker, instruction, MessageCodec.encode(request), client, new DecodedAnswer(instruction, promise));
        return promise.future();
    }

    private LinkRecord record(long correlation, Instant stamp, ClientAddress client, Frame frame) {
        return new LinkRecord(correlation, config.worker().uuid(), stamp, client, frame);
    }

    private void take(Ask ask) {
        if (!isUp()) {
            ask.refuse(FailCode.UNAVAILABLE, "The master cannot be reached now; try again later.");
        } else if (underWay.offer(ask)) {
            send();
        } else {
            ask.refuse(
                    FailCode.RATE_LIMITED,
                    "Too many requests are waiting; wait for the answers to yours, or try again later.");
        }
    }

    private void send() {
        link.ifPresent(underWay::send);
    }

    @Override
    public void linked(SealedLink fresh) {
        link = Optional.of(fresh);
        pulse.begin();
        heartbeat();
        underWay.sendAgain(fresh);
        observer.linked();
        send();
    }

    @Override
    public void drained() {
        send();
    }

    @Override
    public void unlinked(boolean isLast) {
        link = Optional.empty();
        pulse.end();
        underWay.lose(isLast);
    }

    private void look() {
        long now = ticks.nanos();
        if (isUp()) {
            beat(now);
        }
        if (underWay.giveUpLate(now)) {
            pulse.left();
        }
        send();
    }

    private void beat(long now) {
        if (pulse.look(now)) {
            heartbeat();
        }
        if (pulse.isLost()) {
            linker.giveUp("the master answers nothing any more");
        }
    }

    private void heartbeat() {
        link.ifPresent(open -> open.send(
                record(++lastCorrelation, time.instant(), ClientAddress.NONE, MessageCodec.encode(new Heartbeat()))));
    }

    @Override
    public void received(LinkRecord record) {
        switch (record.frame().header().type()) {
            case SERVER_RETURN -> answer(record);
            case EVENT -> event(record.frame());
            case COMMAND, DATA_TRANSFER -> question(record);
        }
    }

    private void answer(LinkRecord record) {
        pulse.answered();
        Ask ask = underWay.find(record.correlation());
        if (ask == null) {
            ownAnswer(record.frame());
        } else if (underWay.answer(ask, record.frame())) {
            pulse.served();
            send();
        }
    }

    /** An answer to a heartbeat, or to a request that was given up meanwhile and has nobody to hear it. */
    private void ownAnswer(Frame frame) {
        if (frame.header().instruction() == Instruction.HEARTBEAT_ANSWER.code()) {
            pulse.beaten();
            told(() -> observer.beaten((HeartbeatAnswer) MessageCodec.decodeReply(frame)));
        }
    }

    private void event(Frame frame) {
        told(() -> {
            if (MessageCodec.decodeEvent(frame) instanceof LinkEvent event) {
                observer.pushed(event);
            }
        });
    }

    private static void told(Runnable news) {
        try {
            news.run();
        } catch (WireFault fault) {
            LOG.warnf("The master told what this worker cannot read: %s", fault.reason());
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "What the master told could not be handed on");
        }
    }

    private void question(LinkRecord record) {
        Instruction instruction = Instruction.of(record.frame().header()).orElse(Instruction.DATA);
        Reply reply = instruction == Instruction.GET_WORKER_STATUS
                ? observer.status()
                : instruction.failure(FailCode.UNKNOWN_INSTRUCTION, "A worker does not answer this.");
        List<Frame> frames = MessageCodec.encodeReply(instruction, reply);
        link.ifPresent(open -> frames.forEach(
                frame -> open.send(record(record.correlation(), time.instant(), ClientAddress.NONE, frame))));
    }
}
