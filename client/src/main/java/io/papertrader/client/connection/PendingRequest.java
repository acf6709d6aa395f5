package io.papertrader.client.connection;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/** A request that has no answer yet. */
final class PendingRequest {
    /** A request that ends every connection it is sent on is given up. */
    private static final int MAX_SENDS = 3;

    private final Request request;
    private final Instruction instruction;
    private final boolean isInternal;
    private final Promise<Reply> promise = Promise.promise();
    private ReplyReader reader;
    private Optional<StateSwitch> sentBehind = Optional.empty();
    private int sends;
    private boolean isLost;

    PendingRequest(Request request) {
        this(request, false);
    }

    private PendingRequest(Request request, boolean isInternal) {
        this.request = request;
        this.isInternal = isInternal;
        this.instruction = Instruction.of(request);
        this.reader = new ReplyReader(instruction);
    }

    /** A question of the client itself, about the connection that it is sent on and no other. */
    static PendingRequest internal(Request request) {
        return new PendingRequest(request, true);
    }

    Request request() {
        return request;
    }

    Instruction instruction() {
        return instruction;
    }

    Future<Reply> future() {
        return promise.future();
    }

    boolean isDone() {
        return promise.future().isComplete();
    }

    /** Notes that it is sent now, behind this change of the connection's state. */
    void sent(Optional<StateSwitch> behind) {
        sends++;
        sentBehind = behind;
        reader = new ReplyReader(instruction);
    }

    Optional<Reply> read(Frame frame) {
        return reader.read(frame);
    }

    void answer(Reply reply) {
        if (reply instanceof Failure failure) {
            boolean isUnsaid = failure.code() == FailCode.UNAVAILABLE && instruction.isAboutAnOrder();
            fail(isUnsaid ? new OutcomeUnknownException(instruction, failure.reason()) : RefusedException.of(failure));
        } else {
            promise.tryComplete(reply);
        }
    }

    void fail(PaperTraderException reason) {
        promise.tryFail(reason);
    }

    /** Fails for want of an answer, after it was sent. */
    void failUnanswered(FailCode code, String cause) {
        lost();
        fail(
                isOfConsequence()
                        ? new OutcomeUnknownException(instruction, cause)
                        : new UnreachableException(code, cause));
    }

    /** Its connection ended before its answer came. */
    void lost() {
        isLost = true;
    }

    /** True where it was sent over a connection that ended before the answer: another's answer is not about that. */
    boolean isLost() {
        return isLost;
    }

    /** True where doing it again is not always the same for the user. */
    private boolean isOfConsequence() {
        return instruction.isAboutAnOrder() || !isRepeatable();
    }

    /** The change of state that it needed and that was refused, where this failure is only the consequence. */
    Optional<StateSwitch> missedSwitch(Reply reply) {
        boolean isConsequence = reply instanceof Failure failure && failure.code() == FailCode.WRONG_STATE;
        return isConsequence ? sentBehind.filter(change -> change.refusal().isPresent()) : Optional.empty();
    }

    /** True where it may be sent again after a connection broke with it. */
    boolean isWorthAnotherSend() {
        return isRepeatable() && !isInternal && !isDone() && sends < MAX_SENDS;
    }

    /**
     * True where doing it twice is the same as doing it once; another connection's record of an order is another order.
     */
    boolean isRepeatable() {
        return instruction.repeat() == Instruction.Repeat.ALWAYS;
    }
}
