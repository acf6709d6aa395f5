package io.papertrader.worker;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LinkRefused;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkReply.WantedNoted;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.LinkRequest.NoteWanted;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.FirstFrame;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.MessageType;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A master over a real socket, with the real handshake, that answers by a script. It knows a list of assets, the
 * workers, and the sessions that it was given; what it has no answer for waits, to be answered by the test.
 */
public final class MasterStandIn implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long DEADLINE_SECONDS = 60;
    private static final Set<Class<?>> ALWAYS_ANSWERED =
            Set.of(GetAssetListPage.class, GetWorkers.class, Heartbeat.class, VerifySession.class);

    private final Vertx vertx = Vertx.vertx();
    private final LinkKeys keys;
    private final LinkPublicKey worker;
    private final Map<Class<?>, Function<Request, Optional<Reply>>> script = new ConcurrentHashMap<>();
    private final Map<SessionId, VerifiedSession> sessions = new ConcurrentHashMap<>();
    private final Map<Class<?>, BlockingQueue<Asked<?>>> asked = new ConcurrentHashMap<>();
    private final Map<Long, Question> questions = new ConcurrentHashMap<>();
    private final Set<MasterSide> sides = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastQuestion = new AtomicLong();
    private final AtomicInteger hellos = new AtomicInteger();
    private volatile Greeting greeting = Greeting.WELCOME;
    private volatile boolean silent;
    private final Socket holder = new Socket();
    private final int port;
    private NetServer server;

    /** The answers to a worker's hello. */
    public enum Greeting {
        WELCOME,
        REFUSAL,
        /** A welcome and the end, at once. */
        WELCOME_AND_CLOSE
    }

    private record Question(ReplyReader reader, CompletableFuture<Reply> answer) {}

    MasterStandIn(LinkKeys keys, LinkPublicKey worker) throws IOException {
        this.keys = keys;
        this.worker = worker;
        this.port = holdPort();
        comeBack();
        forgetAll();
    }

    /**
     * A port that nobody is given while this master is away: a socket that is bound to it and does not listen keeps it
     * from those who take any free one, and not from those who name it.
     */
    private int holdPort() throws IOException {
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return holder.getLocalPort();
    }

    public String address() {
        return HOST + ":" + port;
    }

    /** Listens, always on the same port. */
    public void comeBack() {
        server = vertx.createNetServer(
                new NetServerOptions().setHost(HOST).setPort(port).setReuseAddress(true));
        server.connectHandler(this::arrive);
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    /** Breaks the link and listens no more. */
    public void leave() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Goes back to the state after the start: the scripts, sessions and requests of the test before are gone. */
    public void forgetAll() {
        // A worker that asks meanwhile, as for values behind a link that is new, is answered.
        script.keySet().retainAll(ALWAYS_ANSWERED);
        sessions.clear();
        asked.clear();
        greeting = Greeting.WELCOME;
        silent = false;
        answer(GetAssetListPage.class, request -> new AssetListPage(new AssetList(Samples.ASSETS), Optional.empty()));
        answer(GetWorkers.class, request -> new WorkerList(List.of(Samples.WORKER)));
        answer(Heartbeat.class, request -> new HeartbeatAnswer(true));
        answer(VerifySession.class, this::verify);
        answer(NoteWanted.class, request -> new WantedNoted());
    }

    private Reply verify(VerifySession request) {
        VerifiedSession known = sessions.get(request.sessionId());
        return known == null ? new DataFail(FailCode.BAD_SESSION, "The session is unknown.") : known;
    }

    /** A session that the master vouches for. */
    public void know(SessionId id, VerifiedSession session) {
        sessions.put(id, session);
    }

    public void forget(SessionId id) {
        sessions.remove(id);
    }

    /** Answers requests of this kind. */
    public <R extends Request> void answer(Class<R> kind, Function<R, Reply> reply) {
        script.put(kind, request -> Optional.of(reply.apply(kind.cast(request))));
    }

    /** Lets requests of this kind wait for {@link Asked#answer}. */
    public void hold(Class<? extends Request> kind) {
        script.remove(kind);
    }

    /** The next request of this kind that came, in order; fails when none comes. */
    public <R extends Request> Asked<R> next(Class<R> kind) throws InterruptedException {
        Asked<?> next = queue(kind).poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no " + kind.getSimpleName() + " came");
        }
        return new Asked<>(kind.cast(next.request()), next.record(), next.answer());
    }

    /** The number of requests of this kind that came and were not taken yet. */
    public int waiting(Class<? extends Request> kind) {
        return queue(kind).size();
    }

    private BlockingQueue<Asked<?>> queue(Class<? extends Request> kind) {
        return asked.computeIfAbsent(kind, none -> new LinkedBlockingQueue<>());
    }

    /** The number of workers that have said hello since the start. */
    public int hellos() {
        return hellos.get();
    }

    public void greet(Greeting next) {
        greeting = next;
    }

    /** Hears, and says nothing. */
    public void fallSilent() {
        silent = true;
    }

    public void push(LinkEvent event) {
        sides.forEach(side -> side.send(0, MessageCodec.encode(event)));
    }

    /** An event whose record is whole and whose content is not. */
    public void pushRaw(Frame frame) {
        sides.forEach(side -> side.send(0, frame));
    }

    /** Bytes that are no record. */
    public void pushGarbage(io.vertx.core.buffer.Buffer bytes) {
        sides.forEach(side -> side.sendRaw(bytes));
    }

    public void breakLink() {
        sides.forEach(MasterSide::close);
    }

    /** Asks the worker something. */
    public Reply ask(Request request) throws Exception {
        long number = lastQuestion.incrementAndGet();
        Question question = new Question(new ReplyReader(Instruction.of(request)), new CompletableFuture<>());
        questions.put(number, question);
        sides.forEach(side -> side.send(number, MessageCodec.encode(request)));
        return question.answer().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        holder.close();
    }

    private void arrive(NetSocket socket) {
        Context context = vertx.getOrCreateContext();
        FirstFrame.read(
                socket,
                (frame, rest) -> {
                    hellos.incrementAndGet();
                    greet(socket, context, (LinkHello) MessageCodec.decodeRequest(frame));
                },
                fault -> socket.close());
    }

    private void greet(NetSocket socket, Context context, LinkHello hello) {
        if (greeting == Greeting.REFUSAL) {
            socket.write(MessageCodec.encode(new LinkRefused(FailCode.REFUSED, "Refused."))
                    .encode());
            socket.close();
            return;
        }
        Link link = new Link();
        try {
            link.side = MasterSide.welcome(socket, context, hello, keys, worker, link::receive);
        } catch (LinkFault fault) {
            throw new AssertionError("the worker's hello is not good", fault);
        }
        if (greeting == Greeting.WELCOME_AND_CLOSE) {
            socket.close();
            return;
        }
        sides.add(link.side);
        socket.closeHandler(closed -> sides.remove(link.side));
    }

    /** One worker's end of one link. */
    private final class Link {
        private MasterSide side;

        void receive(LinkRecord record) {
            if (record.frame().header().type() == MessageType.SERVER_RETURN) {
                Question question = questions.get(record.correlation());
                question.reader().read(record.frame()).ifPresent(question.answer()::complete);
                return;
            }
            Request request = MessageCodec.decodeRequest(record.frame());
            // Before it can be seen, so that a test that changes the script on seeing it does not change this answer.
            Optional<Reply> reply = script.getOrDefault(request.getClass(), none -> Optional.empty())
                    .apply(request);
            Asked<?> asked = new Asked<>(request, record, frames -> answer(record, frames));
            queue(request.getClass()).add(asked);
            reply.ifPresent(asked::answer);
        }

        private void answer(LinkRecord record, List<Frame> frames) {
            if (!silent) {
                frames.forEach(frame -> side.send(record.correlation(), frame));
            }
        }
    }
}
