package io.papertrader.bench.edge;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.SessionKeyGiven;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionKey;
import io.papertrader.codec.message.SessionSeal;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.FirstFrame;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.MessageType;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A master without a database, so that the edge alone is measured: the real handshake with any worker that has the key,
 * a list of assets, and every session is somebody's. One event loop does it all.
 */
final class MasterStandIn implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration SESSION_LIFE = Duration.ofDays(1);
    private static final int NAME_LENGTH = 24;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final SecureRandom random = new SecureRandom();
    private final List<MasterSide> sides = new ArrayList<>();
    private final SessionKey sessionKey;
    private final SessionSeal seal;
    private final LinkKeys keys;
    private final LinkKeys workerKeys;
    private final List<AssetInfo> assets;
    private final int port;

    private MasterStandIn(List<AssetInfo> assets) throws LinkFault {
        this.assets = assets;
        this.keys = LinkKeys.generate("master", random, Instant.now());
        this.workerKeys = LinkKeys.generate("worker", random, Instant.now());
        byte[] secret = new byte[SessionKey.BYTES];
        random.nextBytes(secret);
        this.sessionKey = SessionKey.of(secret);
        this.seal = new SessionSeal(sessionKey);
        this.port = vertx.createNetServer(
                        new NetServerOptions().setHost(HOST).setPort(0).setTcpNoDelay(true))
                .connectHandler(this::arrive)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    /** Listens on a free port, and has these assets for whoever asks. */
    static MasterStandIn start(List<AssetInfo> assets) {
        try {
            return new MasterStandIn(assets);
        } catch (LinkFault fault) {
            throw new IllegalStateException("new keys are not good", fault);
        }
    }

    String address() {
        return HOST + ":" + port;
    }

    LinkPublicKey publicKey() {
        return keys.publicKey();
    }

    /** The secret key of all workers. */
    String workersSecret() {
        return workerKeys.secretArmored();
    }

    /** A session that every worker takes. */
    SessionId session() {
        return seal.make(random);
    }

    /**
     * Sends each of these events to every worker before the next; gives the number of bytes when all is handed over.
     */
    CompletableFuture<Long> push(List<Frame> events) {
        CompletableFuture<Long> sent = new CompletableFuture<>();
        vertx.runOnContext(now -> push(events, 0, 0, sent));
        return sent;
    }

    /** One event a turn: between them the workers' own questions are answered, however long all of it takes. */
    private void push(List<Frame> events, int next, long bytesSoFar, CompletableFuture<Long> sent) {
        if (next == events.size()) {
            sent.complete(bytesSoFar);
            return;
        }
        long bytes = bytesSoFar
                + sides.stream()
                        .mapToLong(side -> side.send(0, events.get(next)))
                        .sum();
        vertx.runOnContext(now -> push(events, next + 1, bytes, sent));
    }

    private void arrive(NetSocket socket) {
        FirstFrame.read(
                socket,
                (frame, rest) -> {
                    if (MessageCodec.decodeRequest(frame) instanceof LinkHello hello) {
                        link(socket, hello);
                    } else {
                        socket.close();
                    }
                },
                fault -> socket.close());
    }

    private void link(NetSocket socket, LinkHello hello) {
        try {
            MasterSide side = MasterSide.welcome(socket, hello, keys, workerKeys.publicKey(), this::receive);
            side.send(0, MessageCodec.encode(new SessionKeyGiven(sessionKey)));
            sides.add(side);
            socket.closeHandler(closed -> sides.remove(side));
        } catch (LinkFault fault) {
            socket.close();
        }
    }

    private void receive(MasterSide side, LinkRecord message) {
        if (message.frame().header().type() == MessageType.SERVER_RETURN) {
            return;
        }
        Request request = MessageCodec.decodeRequest(message.frame());
        MessageCodec.encodeReply(Instruction.of(request), answer(request))
                .forEach(frame -> side.send(message.correlation(), frame));
    }

    private Reply answer(Request request) {
        return switch (request) {
            case GetAssetListPage page -> assetsBehind(page.after());
            case GetAssetList list -> assetsBehind(Cursor.START).list();
            case GetWorkers workers -> new WorkerList(List.of());
            case Heartbeat heartbeat -> new HeartbeatAnswer(true);
            // A name is shorter than a session, and may be made of the same characters.
            case VerifySession verify ->
                new VerifiedSession(
                        new UserName(verify.sessionId().value().substring(0, NAME_LENGTH)),
                        Instant.now().plus(SESSION_LIFE));
            default -> new DataFail(FailCode.UNAVAILABLE, "This master is a stand-in.");
        };
    }

    private AssetListPage assetsBehind(Cursor after) {
        List<AssetInfo> rest = assets.stream()
                .filter(info -> info.asset().symbol().value().compareTo(after.value()) > 0)
                .toList();
        PageOf<AssetInfo> page =
                PageOf.first(AssetList.PAGE, rest, info -> info.asset().symbol().value());
        return new AssetListPage(new AssetList(page.items()), page.next());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
