package io.papertrader.client.connection;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One order that is to be placed or cancelled, asked about with the same id until it is known what became of it:
 *
 * <pre>
 *            +--answer, or refusal, of the only attempt--> known
 *   ASKING --+--nothing was sent--> unreachable
 *    |   ^   +--answer lost--+
 *    |   |                   v
 *    |   +------pause---- IN DOUBT --answer, or refusal that holds for all attempts--> known
 *    |                       |
 *    +--in doubt for good----+--patience over, session over, client closed--> unknown
 * </pre>
 *
 * <p>In doubt, a refusal is about the attempt that it answers: one whose connection broke may still be on its way, and
 * find more cash than the one that came before it. So the asking goes on until the order is placed, or the deadline of
 * all attempts is over.
 */
final class OrderInquiry {
    /** Refusals that no attempt on its way can belie. */
    private static final Set<FailCode> FINAL =
            Set.of(FailCode.ID_USED, FailCode.DEADLINE_PASSED, FailCode.UNKNOWN_ORDER, FailCode.ORDER_ENDED);

    /** Refusals that say nothing about what was sent before. */
    private static final Set<FailCode> SILENT = Set.of(FailCode.RATE_LIMITED, FailCode.UNAVAILABLE);

    private final Vertx vertx;
    private final Backoff backoff;
    private final TradeRequest request;
    private final TransactionId order;
    private final Consumer<PendingRequest> send;
    private final long patienceEnd;
    private final Promise<Reply> outcome = Promise.promise();
    private Optional<RefusedException> refusal = Optional.empty();
    private boolean isInDoubt;
    private boolean isClosed;
    private int attempts;

    /**
     * Nothing is asked yet.
     *
     * @param send has an attempt sent, over whatever connection there will be, or fails it
     * @param patience no attempt begins later than this from now
     */
    OrderInquiry(
            Vertx vertx,
            Backoff backoff,
            TradeRequest request,
            TransactionId order,
            Consumer<PendingRequest> send,
            Duration patience) {
        this.vertx = vertx;
        this.backoff = backoff;
        this.request = request;
        this.order = order;
        this.send = send;
        this.patienceEnd = System.nanoTime() + patience.toNanos();
    }

    /** Asks until it is known. */
    Future<Reply> ask() {
        attempt();
        return outcome.future();
    }

    /** Asks no more. */
    void close() {
        isClosed = true;
        if (isInDoubt) {
            unknown("the client was closed");
        }
    }

    private void attempt() {
        if (outcome.future().isComplete()) {
            return;
        }
        attempts++;
        PendingRequest attempt = new PendingRequest(request);
        attempt.future().onComplete(answer -> answered(attempt, answer));
        send.accept(attempt);
    }

    private void answered(PendingRequest attempt, AsyncResult<Reply> answer) {
        isInDoubt |= attempt.isLost();
        if (answer.succeeded()) {
            outcome.tryComplete(answer.result());
            return;
        }
        switch ((PaperTraderException) answer.cause()) {
            case RefusedException refused -> refused(refused);
            case OutcomeUnknownException lost -> lost(lost.trouble());
            case UnreachableException unsent -> unsent(unsent);
        }
    }

    private void refused(RefusedException refused) {
        if (!isInDoubt || FINAL.contains(refused.code())) {
            boolean isLate = refused.code() == FailCode.DEADLINE_PASSED;
            // That it is too late by now is no reason of its own where there was one before.
            outcome.tryFail(isLate ? refusal.orElse(refused) : refused);
        } else if (refused.code() == FailCode.BAD_SESSION) {
            unknown(refused.reason());
        } else {
            refusal = Optional.of(refused)
                    .filter(reason -> !SILENT.contains(reason.code()))
                    .or(() -> refusal);
            askAgain(refused.reason());
        }
    }

    private void lost(String trouble) {
        isInDoubt = true;
        askAgain(trouble);
    }

    private void unsent(UnreachableException reason) {
        if (isInDoubt) {
            askAgain(reason.reason());
        } else {
            outcome.tryFail(reason);
        }
    }

    private void askAgain(String trouble) {
        if (isClosed || System.nanoTime() - patienceEnd >= 0) {
            unknown(trouble);
        } else {
            vertx.setTimer(Math.max(1, backoff.pause(attempts).toMillis()), fired -> attempt());
        }
    }

    private void unknown(String trouble) {
        outcome.tryFail(new OutcomeUnknownException(order, trouble));
    }
}
