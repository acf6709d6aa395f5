package io.papertrader.worker.clients;

import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.worker.session.Session;
import java.util.Optional;

/**
 * The dialogue with one client: the {@link ClientState} that it is in, and what each message gets in it. A message that
 * belongs here is a request for {@link Requests}; any other is refused. Belongs to the connection's event loop.
 */
final class Dialogue implements Intake.Taker {
    private final Owner owner;
    private final Requests requests;
    private final Replies replies;
    private final Patience patience;
    private ClientState state = new ClientState.Opening();

    /** The client. */
    interface Owner {
        /** Takes a request that belongs here; false where it has to wait until there is room for its answer. */
        boolean takeRequest(Instruction instruction, Frame frame);

        /** No more messages can be read. */
        void leave();
    }

    Dialogue(Owner owner, Requests requests, Replies replies, Patience patience) {
        this.owner = owner;
        this.requests = requests;
        this.replies = replies;
        this.patience = patience;
    }

    ClientState state() {
        return state;
    }

    @Override
    public boolean take(Frame frame) {
        heard();
        Optional<Instruction> row = Instruction.of(frame.header());
        if (row.isEmpty() || !row.get().isForClients()) {
            unknown(frame.header());
        } else if (!state.allows(row.get())) {
            wrongState(row.get());
        } else {
            return owner.takeRequest(row.get(), frame);
        }
        return true;
    }

    @Override
    public void takeOversize(Header header) {
        heard();
        Optional<Instruction> row = Instruction.of(header).filter(Instruction::isForClients);
        if (row.isEmpty()) {
            unknown(header);
        } else if (!state.allows(row.get())) {
            wrongState(row.get());
        } else {
            refuse(
                    row.get(),
                    FailCode.BAD_ARGUMENT,
                    row.get().specName() + " takes at most " + row.get().mostBytes() + " bytes of data, not "
                            + header.dataSize() + ".");
        }
    }

    /** The last reply, since the next message could not be found. */
    @Override
    public void takeFault(WireFault fault) {
        refuse(Instruction.DATA, fault.code(), fault.reason());
        owner.leave();
    }

    private void heard() {
        patience.heard();
        state = state.heard();
    }

    private void unknown(Header header) {
        refuse(
                Instruction.DATA,
                FailCode.UNKNOWN_INSTRUCTION,
                "There is no instruction " + header.instruction() + " of this message type.");
    }

    private void wrongState(Instruction instruction) {
        refuse(
                instruction,
                FailCode.WRONG_STATE,
                instruction.specName() + " belongs to the other state; this connection is in the "
                        + state.name().text() + " state.");
    }

    /** Answers the message that has just been read with its fail return. */
    private void refuse(Instruction instruction, FailCode code, String reason) {
        requests.count(instruction, code);
        replies.add(
                MessageCodec.encode(instruction.failure(code, reason)).encode().getBytes());
    }

    /** A {@code switchState} waits for its session: what follows is judged by the new state. */
    void switching() {
        state = state.switching();
    }

    /** The session is good: what follows is judged by this state. */
    void switched(ConnectionState wanted, SessionId id, Session session) {
        state = state.switched(wanted, id, session);
    }

    /** The {@code switchState} is refused: what follows is judged as before. */
    void switchRefused() {
        state = state.switchRefused();
    }

    /** The master has vouched for this session, perhaps again. */
    void vouched(SessionId id, Session session) {
        state = state.vouched(id, session);
    }

    /** Takes no more messages. */
    void leave() {
        state = state.leave();
    }

    /** The connection is no more. */
    void end() {
        state = state.end();
    }
}
