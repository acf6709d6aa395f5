package io.papertrader.worker.clients;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.FrameDecoder;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * Takes a client's messages as fast as their answers are taken, and lets the answers out turn by turn. Belongs to the
 * connection's event loop.
 */
final class Intake implements FrameDecoder.Listener {
    private static final long RETRY_MILLIS = 20;

    private final Vertx vertx;
    private final Wire wire;
    private final Replies replies;
    private final Credit credit;
    private final Taker taker;
    private final Owner owner;
    private final int maxInFlight;
    private final FrameDecoder decoder;
    private Optional<Frame> stalled = Optional.empty();
    private boolean paused;
    private boolean isEndingTurn;
    private boolean isTurnAgain;

    /** Looks at messages. */
    interface Taker {
        /** A whole message has come; false where it has to wait until there is room for its answer. */
        boolean take(Frame frame);

        /** A message has come whose data was passed over, being more than the instruction can need. */
        void takeOversize(Header header);

        /** Something has come that cannot be a message: the next one could not be found. */
        void takeFault(WireFault fault);
    }

    /** The client. */
    interface Owner {
        /** True where messages are taken now. */
        boolean isReading();

        /** True while messages that come wait. */
        boolean isHeldBack();

        /** A step could not be taken to its end. */
        void failed(Throwable defect);

        /** The answers of a turn are on their way; more may be added to them. */
        void answersSent();

        /** All that was to be sent in a turn is sent. */
        void turnEnded();
    }

    Intake(Vertx vertx, Wire wire, Replies replies, Credit credit, int maxInFlight, Taker taker, Owner owner) {
        this.vertx = vertx;
        this.wire = wire;
        this.replies = replies;
        this.credit = credit;
        this.maxInFlight = maxInFlight;
        this.taker = taker;
        this.owner = owner;
        this.decoder = new FrameDecoder(wire, Instruction::mostBytes);
    }

    void begin() {
        wire.onDrained(this::endTurn);
        decoder.start(this);
    }

    @Override
    public void frame(Frame frame) {
        take(frame);
        flow();
    }

    @Override
    public void fault(WireFault fault) {
        taker.takeFault(fault);
    }

    @Override
    public void allTold() {
        endTurn();
    }

    @Override
    public void ended() {
        wire.close();
    }

    private void take(Frame frame) {
        if (!takeGuarded(frame)) {
            stalled = Optional.of(frame);
            vertx.setTimer(RETRY_MILLIS, tick -> retry());
        }
    }

    /** Whatever fails, want of memory for the answer included, is this connection's alone. */
    private boolean takeGuarded(Frame frame) {
        try {
            return taker.take(frame);
        } catch (Throwable defect) {
            owner.failed(defect);
            return true;
        }
    }

    private void retry() {
        if (stalled.isPresent() && owner.isReading()) {
            Frame frame = stalled.get();
            stalled = Optional.empty();
            take(frame);
            endTurn();
        }
    }

    @Override
    public void oversize(Header header) {
        taker.takeOversize(header);
        flow();
    }

    /** Lets go of the message that waits: it will not be answered. */
    void drop() {
        stalled = Optional.empty();
    }

    /** True where a message waits for room. */
    boolean isStalled() {
        return stalled.isPresent();
    }

    /** True where a message that is read has begun and not ended. */
    boolean isInsideMessage() {
        return decoder.isInsideMessage() && !paused;
    }

    /** True where the client is so far behind with its reading that everything without haste should wait. */
    boolean isBehind() {
        return wire.isFull() || credit.isSpent();
    }

    /**
     * All messages that came together have been looked at, or an answer has come: sends what is ready. Sending may let
     * more messages in, whose answers are sent in their turn by the same loop.
     */
    void endTurn() {
        isTurnAgain = true;
        if (isEndingTurn) {
            return;
        }
        isEndingTurn = true;
        try {
            while (isTurnAgain) {
                isTurnAgain = false;
                replies.flush();
                owner.answersSent();
                flow();
            }
        } catch (Throwable defect) {
            owner.failed(defect);
        } finally {
            isEndingTurn = false;
        }
        owner.turnEnded();
    }

    /** A client that asks faster than it is answered, or does not read its replies, is not read either. */
    void flow() {
        boolean stop =
                !owner.isReading() || owner.isHeldBack() || isStalled() || replies.size() >= maxInFlight || isBehind();
        if (stop != paused) {
            // First, for resuming delivers at once, and what is delivered may pause again.
            paused = stop;
            if (stop) {
                decoder.pause();
            } else {
                decoder.resume();
            }
        }
    }
}
