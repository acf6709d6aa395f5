package io.papertrader.client.connection;

import io.papertrader.codec.message.ConnectionState;
import java.util.Optional;

/** A {@code switchState} that requests were sent behind without waiting for its answer. */
final class StateSwitch {
    private final ConnectionState target;
    private Optional<PaperTraderException> refusal = Optional.empty();

    StateSwitch(ConnectionState target) {
        this.target = target;
    }

    ConnectionState target() {
        return target;
    }

    void refused(PaperTraderException reason) {
        refusal = Optional.of(reason);
    }

    /** The reason for which the state was not changed, where it was not. */
    Optional<PaperTraderException> refusal() {
        return refusal;
    }
}
