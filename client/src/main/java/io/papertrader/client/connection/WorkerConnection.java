package io.papertrader.client.connection;

import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersEvent;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.FrameDecoder;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One TCP connection to a worker. Requests are written without waiting; their answers come in the same order. The
 * connection's state (specification 4.2) is the one it will be in when all that was written is answered.
 */
final class WorkerConnection {
    /** The part of a client that is told of all that happens on the connection; always on its event loop. */
    interface Observer {
        /** A whole and valid message came. */
        void proven(WorkerConnection connection);

        /** The server said something unasked. */
        void event(Event event);

        /** The worker is about to stop; the connection ends when the last answer is in. */
        void leaving(WorkerConnection connection);

        /**
         * Nothing more comes.
         *
         * @param undone requests that were certainly not carried out
         * @param unanswered requests that may have been carried out, in order
         */
        void ended(
                WorkerConnection connection,
                ConnectionEnd ending,
                List<PendingRequest> undone,
                List<PendingRequest> unanswered);
    }

    private final WorkerAddress address;
    private final NetSocket socket;
    private final boolean isEncrypted;
    private final Observer observer;
    private final Deque<PendingRequest> unanswered = new ArrayDeque<>();
    private final List<PendingRequest> undone = new ArrayList<>();
    private ConnectionState state = ConnectionState.COMMAND;
    private Optional<StateSwitch> lastSwitch = Optional.empty();
    private boolean isProven;
    private String retirement = "";
    private boolean isEnded;

    WorkerConnection(WorkerAddress address, NetSocket socket, boolean isEncrypted, Observer observer) {
        this.address = address;
        this.socket = socket;
        this.isEncrypted = isEncrypted;
        this.observer = observer;
    }

    /** Begins to read. */
    void start() {
        socket.exceptionHandler(fault -> lost());
        socket.closeHandler(closed -> lost());
        new FrameDecoder(socket).start(this::received, this::malformed, end -> lost());
    }

    WorkerAddress address() {
        return address;
    }

    boolean isRetired() {
        return !retirement.isEmpty();
    }

    /**
     * True where a request may be sent now. One that must not be sent twice waits until the worker has answered
     * something: bytes that are written to a worker that stops at this moment may be lost.
     */
    boolean isReadyFor(PendingRequest pending) {
        return isProven || pending.isRepeatable();
    }

    /** Sees to it that the worker answers something. */
    void prove() {
        if (unanswered.isEmpty()) {
            write(PendingRequest.internal(new WorkersRequest.GetWorkers()));
        }
    }

    /** True where it is in the state that the instruction needs, or can be brought there. */
    boolean canSend(Instruction instruction, Optional<SessionId> session) {
        return instruction.use().allows(state) || session.isPresent();
    }

    /** Writes the request, behind a {@code switchState} where it needs the other state. */
    void send(PendingRequest pending, Optional<SessionId> session) {
        if (!pending.instruction().use().allows(state)) {
            switchState(session.orElseThrow());
        }
        write(pending);
    }

    private void switchState(SessionId session) {
        state = state == ConnectionState.COMMAND ? ConnectionState.DATA_TRANSFER : ConnectionState.COMMAND;
        StateSwitch change = new StateSwitch(state);
        PendingRequest request = PendingRequest.internal(new SessionRequest.SwitchState(session, state));
        request.future().onFailure(reason -> {
            if (reason instanceof RefusedException refusal) {
                change.refused(refusal);
                retire("the connection could not change its state");
            }
        });
        lastSwitch = Optional.of(change);
        write(request);
    }

    private void write(PendingRequest pending) {
        pending.sent(lastSwitch);
        unanswered.add(pending);
        // No look at the write queue: the bound on requests without an answer bounds it too.
        socket.write(MessageCodec.encode(pending.request()).encode());
    }

    /** Takes no further requests, and ends when the last answer is in: a new connection begins without a past. */
    void retire(String reason) {
        retirement = reason;
        endIfDrained();
    }

    private void endIfDrained() {
        if (isRetired() && unanswered.isEmpty()) {
            end(new ConnectionEnd(ConnectionEnd.Kind.RETIRED, retirement));
        }
    }

    /** Closes the connection and hands back what has no answer. */
    void end(ConnectionEnd ending) {
        if (isEnded) {
            return;
        }
        isEnded = true;
        socket.close();
        observer.ended(this, ending, List.copyOf(undone), List.copyOf(unanswered));
    }

    private void lost() {
        String reason = isProven || isEncrypted
                ? "the connection to " + address + " broke"
                : address + " ended the connection without a word; where it speaks TLS, use --tls, or --trust FILE";
        end(new ConnectionEnd(isProven ? ConnectionEnd.Kind.LOST : ConnectionEnd.Kind.UNMET, reason));
    }

    /** Nothing that is sent here in the clear is read as it is meant, as at a port that speaks TLS. */
    private void unread(Failure failure) {
        end(new ConnectionEnd(
                ConnectionEnd.Kind.UNMET,
                address + " cannot read what it is sent: " + failure.reason()
                        + " For TLS, use --tls, or --trust FILE"));
    }

    private void malformed(WireFault fault) {
        // Whoever has not spoken the protocol yet may speak another one, as a worker's own port for browsers does.
        String remedy = isProven ? "" : "; is that a worker's port for clients, 2049 by default?";
        end(new ConnectionEnd(
                ConnectionEnd.Kind.MALFORMED,
                address + " sent what is no valid message of the protocol: " + fault.reason() + remedy));
    }

    private void received(Frame frame) {
        if (isEnded) {
            return;
        }
        try {
            switch (frame.header().type()) {
                case SERVER_RETURN -> reply(frame);
                case EVENT -> event(frame);
                case COMMAND, DATA_TRANSFER -> throw fault("a server asks nothing of a client");
            }
        } catch (WireFault fault) {
            malformed(fault);
        }
    }

    private void reply(Frame frame) {
        PendingRequest pending = unanswered.peek();
        if (pending == null) {
            throw fault("a reply came to no request");
        }
        if (!isReplyTo(pending.instruction(), frame.header().instruction())) {
            throw fault("instruction " + frame.header().instruction() + " does not answer "
                    + pending.instruction().specName());
        }
        Optional<Reply> reply = pending.read(frame);
        boolean mayBeOfAnotherPort = !isProven && !isEncrypted;
        if (mayBeOfAnotherPort
                && reply.orElse(null) instanceof DataFail failure
                && failure.code() == FailCode.MALFORMED) {
            unread(failure);
            return;
        }
        proven();
        reply.ifPresent(whole -> {
            unanswered.remove();
            answered(pending, whole);
            endIfDrained();
        });
    }

    /** {@code dataFail} answers anything: a server that could not read the request knows no better one. */
    private static boolean isReplyTo(Instruction request, int code) {
        return code == Instruction.DATA_FAIL.code()
                || request.replies().stream().anyMatch(reply -> reply.code() == code);
    }

    private void answered(PendingRequest pending, Reply reply) {
        Optional<StateSwitch> missed = pending.missedSwitch(reply);
        if (missed.isEmpty()) {
            pending.answer(reply);
        } else if (missed.get().target() == ConnectionState.COMMAND) {
            undone.add(pending);
        } else {
            pending.fail(missed.get().refusal().orElseThrow());
        }
    }

    private void event(Frame frame) {
        // Events of later versions are none of this client's business.
        if (Instruction.of(frame.header()).isPresent()) {
            Event event = MessageCodec.decodeEvent(frame);
            if (event instanceof WorkersEvent.WorkerStopping) {
                observer.leaving(this);
                retire(address + " is about to stop");
            } else {
                observer.event(event);
                proven();
            }
        }
    }

    private void proven() {
        isProven = true;
        observer.proven(this);
    }

    private static WireFault fault(String reason) {
        return new WireFault(FailCode.MALFORMED, reason);
    }
}
