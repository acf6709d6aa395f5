package io.papertrader.worker.clients;

import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.SessionId;

/** Where a client's connection stands (specification 4.2). Kept here, never in a message. */
sealed interface ClientState {
    /** Where every connection begins. */
    record Command() implements ClientState {
        @Override
        public ConnectionState name() {
            return ConnectionState.COMMAND;
        }
    }

    /** Data is asked for, by the authority of this session. */
    record DataTransfer(SessionId session) implements ClientState {
        @Override
        public ConnectionState name() {
            return ConnectionState.DATA_TRANSFER;
        }
    }

    ConnectionState name();

    /** The state that {@code switchState} asks for; either may follow either. */
    static ClientState of(ConnectionState wanted, SessionId session) {
        return switch (wanted) {
            case COMMAND -> new Command();
            case DATA_TRANSFER -> new DataTransfer(session);
        };
    }
}
