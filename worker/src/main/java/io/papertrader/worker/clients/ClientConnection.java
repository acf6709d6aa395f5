package io.papertrader.worker.clients;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersEvent.WorkerStopping;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.FrameDecoder;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.worker.session.LiveSessions;
import io.papertrader.worker.session.Verification;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One client. Reads requests, checks state and session, answers in order. All that it keeps belongs to its socket's
 * event loop; one connection's trouble is nobody else's.
 */
final class ClientConnection implements LiveSessions.Listener {
    private static final Logger LOG = Logger.getLogger(ClientConnection.class);
    private static final int MAX_USERS = 1_000;

    /** A client that asks nothing for so long, when the worker is about to stop, is taken to have understood. */
    private static final long QUIET_MILLIS = 250;

    private final ClientSocket socket;
    private final Context context;
    private final ClientAddress address;
    private final ClientParts parts;
    private final FrameDecoder decoder;
    private final Replies replies = new Replies(this::write);
    private final Map<UserName, SessionId> users = new HashMap<>();
    private final Set<SessionId> expirable = new HashSet<>();
    private ClientState state = new ClientState.Command();
    private boolean switching;
    private boolean paused;
    private boolean heard;
    private boolean heardLately;
    private boolean ending;
    private boolean gone;
    private boolean lookingAgain;
    private long messages;
    private long messagesAtLastLook;
    private int looksWithoutEnd;
    private Runnable drained = () -> {};

    ClientConnection(Wire wire, Context context, ClientAddress address, ClientParts parts) {
        this.socket = new ClientSocket(wire, context, address, parts.config().unreadTimeout());
        this.context = context;
        this.address = address;
        this.parts = parts;
        this.decoder = new FrameDecoder(wire, Instruction::mostBytes).onOversize(this::oversize);
    }

    void begin() {
        socket.onDrained(this::flow);
        decoder.start(this::frame, this::malformed, end -> socket.close());
    }

    /** Whether a whole message has come yet. */
    boolean hasSpoken() {
        return heard;
    }

    /** Looks whether a message that has begun also ends; one that does not in so many looks ends the connection. */
    void look(int most) {
        context.runOnContext(now -> {
            boolean isStuck = decoder.isInsideMessage() && !paused && messages == messagesAtLastLook;
            looksWithoutEnd = isStuck ? looksWithoutEnd + 1 : 0;
            messagesAtLastLook = messages;
            if (looksWithoutEnd > most) {
                socket.cut("does not end the message that it began");
            }
        });
    }

    /** The socket is gone. */
    void ended() {
        ending = true;
        gone = true;
        socket.forgetUnread();
        parts.live().unbind(users.keySet(), this);
        parts.tunnel().end(expirable);
        drained.run();
    }

    /** Tells the client that this worker stops, answers until it is quiet, and closes; calls back when that is done. */
    void leave(Runnable callback) {
        context.runOnContext(now -> {
            if (gone) {
                callback.run();
                return;
            }
            drained = callback;
            write(MessageCodec.encode(new WorkerStopping()).encode());
            closeWhenQuiet();
        });
    }

    /** Reads no more, and closes when all that was read is answered. */
    void finish() {
        context.runOnContext(now -> {
            ending = true;
            decoder.pause();
            closeWhenAnswered();
        });
    }

    private void closeWhenQuiet() {
        heardLately = false;
        context.owner().setTimer(QUIET_MILLIS, tick -> {
            if (ending) {
                return;
            }
            if (heardLately || replies.size() > 0) {
                closeWhenQuiet();
            } else {
                finish();
            }
        });
    }

    @Override
    public void hear(Event event) {
        Buffer bytes = MessageCodec.encode(event).encode();
        context.runOnContext(now -> {
            socket.writeEvent(bytes);
            afterWriting();
        });
    }

    @Override
    public void askAgain() {
        context.runOnContext(now -> Map.copyOf(users)
                .values()
                .forEach(session -> onContext(parts.sessions().verify(session, address))
                        .onSuccess(verification -> {
                            if (verification instanceof Verification.Active active) {
                                bind(active, session);
                            }
                        })));
    }

    private void frame(Frame frame) {
        request(frame.header(), instruction -> decode(instruction, frame));
    }

    /** Its data was passed over, being more than the instruction can need. */
    private void oversize(Header header) {
        request(header, instruction -> {
            throw new WireFault(
                    FailCode.BAD_ARGUMENT,
                    instruction.specName() + " takes at most " + instruction.mostBytes() + " bytes of data, not "
                            + header.dataSize() + ".");
        });
    }

    private void request(Header header, Function<Instruction, Request> read) {
        heard = true;
        heardLately = true;
        messages++;
        Optional<Instruction> row = Instruction.of(header).filter(ClientConnection::isForClients);
        Instruction instruction = row.orElse(Instruction.DATA);
        Future<Reply> reply;
        try {
            Request request = row.isPresent() ? read.apply(instruction) : unknown(header);
            reply = parts.metrics().time(instruction, answer(instruction, request));
        } catch (WireFault fault) {
            reply = refuse(instruction, fault.code(), fault.reason());
        } catch (RuntimeException defect) {
            reply = Future.failedFuture(defect);
        }
        replies.await(instruction, reply.otherwise(failure -> defect(instruction, failure)));
        flow();
    }

    /** What servers say, to clients or to each other, is unknown from a client. */
    private static boolean isForClients(Instruction row) {
        return Arrays.stream(ConnectionState.values()).anyMatch(row.use()::allows);
    }

    private Request decode(Instruction instruction, Frame frame) {
        if (!instruction.use().allows(state.name())) {
            throw new WireFault(
                    FailCode.WRONG_STATE,
                    instruction.specName() + " belongs to the other state; this connection is in the "
                            + state.name().text() + " state.");
        }
        return MessageCodec.decodeRequest(frame);
    }

    private static Request unknown(Header header) {
        throw new WireFault(
                FailCode.UNKNOWN_INSTRUCTION,
                "There is no instruction " + header.instruction() + " of this message type.");
    }

    private Future<Reply> answer(Instruction instruction, Request request) {
        Optional<SessionId> session =
                switch (instruction.session()) {
                    case NONE -> Optional.empty();
                    case IN_MESSAGE -> Optional.of(((Request.WithSession) request).sessionId());
                    case BOUND -> Optional.of(((ClientState.DataTransfer) state).session());
                };
        if (session.isEmpty()) {
            return forward(request);
        }
        // What follows a change of state must be judged by the new one.
        switching |= request instanceof SwitchState;
        return onContext(parts.sessions().verify(session.get(), address))
                .compose(verification -> switch (verification) {
                    case Verification.Active active -> {
                        bind(active, session.get());
                        yield forward(request);
                    }
                    case Verification.Refused refused -> {
                        switched(request);
                        yield refuse(instruction, refused.code(), refused.reason());
                    }
                });
    }

    private Future<Reply> forward(Request request) {
        return onContext(parts.requests().answer(request, address)).onSuccess(reply -> note(request, reply));
    }

    /** What an answer means for this connection. */
    private void note(Request request, Reply reply) {
        switch (request) {
            case SwitchState change -> {
                state = ClientState.of(change.state(), change.sessionId());
                switched(change);
            }
            case Login login
            when login.isExpirable() && reply instanceof SessionStarted started -> {
                expirable.add(started.id());
                if (ending) {
                    // The client left while it was being logged in.
                    parts.tunnel().end(expirable);
                }
            }
            case Logout logout when !(reply instanceof Failure) -> expirable.remove(logout.sessionId());
            default -> {}
        }
    }

    private void switched(Request request) {
        if (request instanceof SwitchState) {
            switching = false;
            flow();
        }
    }

    private void bind(Verification.Active active, SessionId session) {
        if (!ending && (users.containsKey(active.userName()) || users.size() < MAX_USERS)) {
            users.put(active.userName(), session);
            parts.live().bind(active, this);
        }
    }

    private static Future<Reply> refuse(Instruction instruction, FailCode code, String reason) {
        return Future.succeededFuture(instruction.failure(code, reason));
    }

    /** The one place where a request's exception ends. */
    private static Failure defect(Instruction instruction, Throwable failure) {
        LOG.errorf(failure, "Request %s failed", instruction.specName());
        return instruction.failure(FailCode.UNAVAILABLE, "The worker cannot answer this now; try again later.");
    }

    /** A header that cannot be valid: the next one could not be found, so this is the last reply. */
    private void malformed(WireFault fault) {
        replies.await(Instruction.DATA, refuse(Instruction.DATA, fault.code(), fault.reason()));
        finish();
    }

    private void write(Buffer bytes) {
        socket.write(bytes);
        afterWriting();
    }

    /** Not within a write, which may stand in the middle of reading; and once for all writes of a turn. */
    private void afterWriting() {
        if (!lookingAgain) {
            lookingAgain = true;
            context.runOnContext(later -> {
                lookingAgain = false;
                flow();
                closeWhenAnswered();
            });
        }
    }

    private void closeWhenAnswered() {
        if (ending && replies.size() == 0) {
            socket.close();
        }
    }

    /** Who asks faster than it is answered, or does not read its replies, is not read either. */
    private void flow() {
        boolean stop = ending
                || switching
                || socket.isFull()
                || replies.size() >= parts.config().maxInFlight();
        if (stop == paused) {
            return;
        }
        // First, for resuming delivers at once, and what is delivered may pause again.
        paused = stop;
        if (stop) {
            decoder.pause();
        } else {
            decoder.resume();
        }
    }

    /** Brings an answer from the link's event loop back to this connection's. */
    private <T> Future<T> onContext(Future<T> answer) {
        if (answer.isComplete()) {
            return answer;
        }
        Promise<T> here = Promise.promise();
        answer.onComplete(done -> context.runOnContext(now -> here.handle(done)));
        return here.future();
    }
}
