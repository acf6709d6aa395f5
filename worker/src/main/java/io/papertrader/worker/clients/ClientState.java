package io.papertrader.worker.clients;

import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.SessionId;
import io.papertrader.worker.session.Session;

/**
 * The state of a client's connection (specification 4.2). Kept here, never in a message.
 *
 * <pre>
 *              first message          switchState             vouched for, data
 *   Opening ------------------> Commanding -----> Switching ---------------------> Transferring
 *                                  ^   ^            |  ^  ^                            |
 *                                  |   +--refused---+  |  +--------switchState---------+
 *                                  |                   |
 *                                  +--vouched for, command
 *
 *   any of these --leaves: reads no more--> Leaving --all answers sent--> Gone
 *   any of these --socket ends------------------------------------------> Gone
 * </pre>
 *
 * Only Commanding and Transferring take requests, so what follows a {@code switchState} is judged by the new state.
 */
sealed interface ClientState {
    /** Nothing has been heard yet. */
    record Opening() implements ClientState {
        @Override
        public Commanding heard() {
            return new Commanding();
        }
    }

    /** The state in which every connection begins. */
    record Commanding() implements ClientState {
        @Override
        public boolean allows(Instruction instruction) {
            return instruction.use().allows(ConnectionState.COMMAND);
        }

        @Override
        public Switching switching() {
            return new Switching(this);
        }
    }

    /** Data is asked for, by the authority of this session. */
    record Transferring(SessionId id, Session session) implements ClientState {
        @Override
        public boolean allows(Instruction instruction) {
            return instruction.use().allows(ConnectionState.DATA_TRANSFER);
        }

        @Override
        public Switching switching() {
            return new Switching(this);
        }

        @Override
        public ConnectionState name() {
            return ConnectionState.DATA_TRANSFER;
        }

        @Override
        public Transferring vouched(SessionId vouchedFor, Session again) {
            return vouchedFor.equals(id) ? new Transferring(id, again) : this;
        }
    }

    /** The session of a {@code switchState} is being verified; nothing is read meanwhile. */
    record Switching(ClientState from) implements ClientState {
        @Override
        public ClientState switched(ConnectionState wanted, SessionId id, Session session) {
            return switch (wanted) {
                case COMMAND -> new Commanding();
                case DATA_TRANSFER -> new Transferring(id, session);
            };
        }

        @Override
        public ClientState switchRefused() {
            return from;
        }

        @Override
        public boolean isReading() {
            return false;
        }

        @Override
        public ConnectionState name() {
            return from.name();
        }
    }

    /** Reads no more, and ends when all that was read is answered. */
    record Leaving() implements ClientState {
        @Override
        public boolean isReading() {
            return false;
        }
    }

    /** The connection is no more. */
    record Gone() implements ClientState {
        @Override
        public boolean isReading() {
            return false;
        }

        @Override
        public ClientState leave() {
            return this;
        }
    }

    /** The socket has ended. */
    default ClientState end() {
        return new Gone();
    }

    /** A message has come. */
    default ClientState heard() {
        return this;
    }

    /** The master has vouched for this session, perhaps again. */
    default ClientState vouched(SessionId id, Session session) {
        return this;
    }

    /** Nothing more is to be read. */
    default ClientState leave() {
        return new Leaving();
    }

    /** True where a request of this kind belongs here. */
    default boolean allows(Instruction instruction) {
        return false;
    }

    /** A {@code switchState} has come. */
    default ClientState switching() {
        return this;
    }

    /** The session of the {@code switchState} is good. */
    default ClientState switched(ConnectionState wanted, SessionId id, Session session) {
        return this;
    }

    /** The {@code switchState} is refused: all stays as it was before. */
    default ClientState switchRefused() {
        return this;
    }

    /** True where messages are taken. */
    default boolean isReading() {
        return true;
    }

    /** The name that clients know it by. */
    default ConnectionState name() {
        return ConnectionState.COMMAND;
    }
}
