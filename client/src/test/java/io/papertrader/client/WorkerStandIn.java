package io.papertrader.client;

import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeReply.ActionPage;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.FrameDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A worker over real sockets that keeps the rules of states and answers by a script; what it has no answer for, waits.
 */
public final class WorkerStandIn implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    private final NetServer server;
    private final Map<Class<?>, Function<Request, Optional<Reply>>> script = new ConcurrentHashMap<>();
    private final Map<Class<?>, Buffer> rawAnswers = new ConcurrentHashMap<>();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();

    private WorkerStandIn(NetServer server) {
        this.server = server;
    }

    public static WorkerStandIn start(Vertx vertx) {
        return start(vertx, new NetServerOptions());
    }

    public static WorkerStandIn start(Vertx vertx, NetServerOptions options) {
        WorkerStandIn worker =
                new WorkerStandIn(vertx.createNetServer(options.setPort(0).setHost("127.0.0.1")));
        worker.server.connectHandler(worker::connected);
        worker.server.listen().toCompletionStage().toCompletableFuture().join();
        return worker;
    }

    public WorkerAddress address() {
        return new WorkerAddress("127.0.0.1", server.actualPort());
    }

    /** Answers requests of this kind. */
    public <R extends Request> WorkerStandIn answer(Class<R> kind, Function<R, Reply> reply) {
        script.put(kind, request -> Optional.of(reply.apply(kind.cast(request))));
        return this;
    }

    /** Answers requests of this kind by turns: the first by the first, and so on, and all further ones by the last. */
    @SafeVarargs
    public final <R extends Request> WorkerStandIn answerInTurn(Class<R> kind, Function<R, Optional<Reply>>... turns) {
        AtomicInteger turn = new AtomicInteger();
        script.put(
                kind, request -> turns[Math.min(turn.getAndIncrement(), turns.length - 1)].apply(kind.cast(request)));
        return this;
    }

    /** A turn in which the connection breaks, whatever is asked. */
    public <R> Function<R, Optional<Reply>> breaking() {
        return request -> {
            breakConnections();
            return Optional.empty();
        };
    }

    /** A turn in which this is answered, whatever is asked. */
    public static <R> Function<R, Optional<Reply>> saying(Reply reply) {
        return request -> Optional.of(reply);
    }

    /** Answers requests of this kind with these bytes. */
    public <R extends Request> WorkerStandIn answerBytes(Class<R> kind, Buffer bytes) {
        rawAnswers.put(kind, bytes);
        return this;
    }

    /** Lets requests of this kind wait. */
    public <R extends Request> WorkerStandIn silentOn(Class<R> kind) {
        script.put(kind, request -> Optional.empty());
        return this;
    }

    /** Breaks the connection on requests of this kind, so many times; then they wait for ever. */
    public <R extends Request> WorkerStandIn breakOn(Class<R> kind, int times) {
        script.put(kind, new Function<>() {
            private int left = times;

            @Override
            public Optional<Reply> apply(Request request) {
                if (left-- > 0) {
                    breakConnections();
                }
                return Optional.empty();
            }
        });
        return this;
    }

    /** The next request that came, in order; fails when none comes. */
    public Request nextRequest() throws InterruptedException {
        Request next = requests.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    /** The requests that came and were not taken yet. */
    public List<Request> otherRequests() {
        return List.copyOf(requests);
    }

    /** Says this on every connection. */
    public void push(Event event) {
        sockets.forEach(socket -> socket.write(MessageCodec.encode(event).encode()));
    }

    public void breakConnections() {
        sockets.forEach(NetSocket::close);
        sockets.clear();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void connected(NetSocket socket) {
        sockets.add(socket);
        Peer peer = new Peer(socket);
        new FrameDecoder(socket).start(peer::received, fault -> socket.close(), end -> socket.close());
    }

    /** One client's connection. */
    private final class Peer {
        private final NetSocket socket;
        private ConnectionState state = ConnectionState.COMMAND;

        Peer(NetSocket socket) {
            this.socket = socket;
        }

        void received(Frame frame) {
            Request request = MessageCodec.decodeRequest(frame);
            Optional<Buffer> answer = answer(request);
            // Only now, so that a test that changes the script on seeing the request does not change this answer.
            requests.add(request);
            answer.ifPresent(socket::write);
        }

        private Optional<Buffer> answer(Request request) {
            Instruction row = Instruction.of(request);
            if (!row.use().allows(state)) {
                return Optional.of(bytes(row, row.failure(FailCode.WRONG_STATE, "This belongs to the other state.")));
            }
            return Optional.ofNullable(rawAnswers.get(request.getClass()))
                    .or(() -> reply(request).map(reply -> bytes(row, reply)));
        }

        private Optional<Reply> reply(Request request) {
            Optional<Reply> reply =
                    script.getOrDefault(request.getClass(), this::byDefault).apply(request);
            if (reply.isPresent() && reply.get() instanceof StateSwitchSuccess success) {
                state = success.state();
            }
            return reply;
        }

        private Optional<Reply> byDefault(Request request) {
            return switch (request) {
                case SwitchState change -> Optional.of(new StateSwitchSuccess(change.state()));
                case Resume resume -> Optional.of(new EventPage(List.of(), 0, false));
                case GetCorporateActions all -> Optional.of(new ActionPage(List.of(), 0, false));
                case SubscribeValues unknown ->
                    Optional.of(new DataFail(FailCode.UNKNOWN_INSTRUCTION, "There is no such instruction."));
                default -> OnePage.plain(request).flatMap(this::reply).map(whole -> OnePage.of(request, whole));
            };
        }

        private Buffer bytes(Instruction row, Reply reply) {
            Buffer bytes = Buffer.buffer();
            MessageCodec.encodeReply(row, reply).forEach(frame -> frame.appendTo(bytes));
            return bytes;
        }
    }
}
