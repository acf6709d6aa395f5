package io.papertrader.client.connection;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.TransactionId;
import java.util.Optional;

/**
 * An order, a registration or a new password was sent, and no answer says what became of it: it may have been done.
 * A request with an id of its own ({@link #orderId}), sent again, finds out, and does nothing twice. A purchase, a
 * sale or a registration without one is never sent again by the client itself; the history tells of it.
 */
public final class OutcomeUnknownException extends PaperTraderException {
    private static final long serialVersionUID = 1L;

    private final String trouble;
    /** Empty where there is none; an exception's fields can be written to a stream, which an id cannot. */
    private final String order;

    OutcomeUnknownException(Instruction instruction, String trouble) {
        super(FailCode.UNAVAILABLE, "Outcome unknown, " + instruction.ifUnanswered() + ": " + trouble);
        this.trouble = trouble;
        this.order = "";
    }

    OutcomeUnknownException(TransactionId order, String trouble) {
        super(
                FailCode.UNAVAILABLE,
                "Outcome unknown, ask the same again with the id " + order + " to learn it: " + trouble);
        this.trouble = trouble;
        this.order = order.toString();
    }

    /** The cause that kept the answer away, for people. */
    public String trouble() {
        return trouble;
    }

    /** The order that was to be placed or cancelled, where its client gave it an id. */
    public Optional<TransactionId> orderId() {
        return order.isEmpty() ? Optional.empty() : Optional.of(TransactionId.parse(order));
    }
}
