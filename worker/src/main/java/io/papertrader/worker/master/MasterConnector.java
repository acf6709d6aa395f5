package io.papertrader.worker.master;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.message.Failure.LinkRefused;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkReply.LinkWelcome;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.wire.FirstFrame;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.node.HostNames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection to the master and proves to it who this worker is. A singleton, so that it is made with the link,
 * by the thread that starts: reading keys takes too long for an event loop.
 */
@Singleton
class MasterConnector {
    /** A resolver goes on to its second name server after five seconds. */
    private static final Duration LOOK_UP_TIMEOUT = Duration.ofSeconds(10);

    /** A machine that is gone says nothing; another may have taken over its address. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /**
     * A frozen machine takes connections and says nothing. A master that is well answers within a fraction of a second.
     */
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final HostNames names;
    private final MasterLinkConfig config;
    private final LinkKeys keys;
    private final SecureRandom random;
    private final InstantSource time;
    private @Nullable NetClient client;

    MasterConnector(
            Vertx vertx,
            HostNames names,
            MasterLinkConfig config,
            LinkKeys keys,
            SecureRandom random,
            InstantSource time) {
        this.vertx = vertx;
        this.names = names;
        this.config = config;
        this.keys = keys;
        this.random = random;
        this.time = time;
    }

    /**
     * A socket on which both ends can now seal.
     *
     * @param master the master at the other end
     * @param socket paused, so that nothing is lost before it has its handlers
     * @param rest the bytes that came behind the welcome already
     * @param closed tells of the socket's end, also of one that came during the handshake's last step
     */
    record Connected(
            WorkerAddress master,
            NetSocket socket,
            MasterHandshake.Established established,
            Buffer rest,
            Future<Void> closed) {}

    private record Welcome(Frame frame, Buffer rest) {}

    /** Goes to a master; fails where it does not take this worker. All callbacks run on the context. */
    Future<Connected> connect(Context context, WorkerAddress master) {
        return context.executeBlocking(this::handshake, false)
                .compose(handshake -> address(master)
                        .compose(host -> client().connect(master.port(), host))
                        .compose(socket ->
                                greet(context, master, socket, handshake).onFailure(failure -> socket.close())));
    }

    private Future<String> address(WorkerAddress master) {
        return names.address(master.host())
                .timeout(LOOK_UP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .recover(failure -> failure instanceof TimeoutException
                        ? Future.failedFuture("no name server told the address of " + master.host() + " in time")
                        : Future.failedFuture(failure));
    }

    private NetClient client() {
        if (client == null) {
            client = vertx.createNetClient(new NetClientOptions()
                    .setTcpNoDelay(true)
                    .setTcpKeepAlive(true)
                    .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()));
        }
        return client;
    }

    /** The master's key is read each time, so that a new one needs no restart. */
    private MasterHandshake handshake() throws LinkFault {
        LinkPublicKey master;
        try {
            master = LinkPublicKey.parse(Files.readAllBytes(config.master().publicKey()));
        } catch (IOException e) {
            throw new LinkFault("the master's public key cannot be read from "
                    + config.master().publicKey());
        } catch (LinkFault e) {
            throw new LinkFault(
                    "the master's public key in " + config.master().publicKey() + " cannot be used: " + e.reason());
        }
        return new MasterHandshake(keys, master, config.worker(), random, time.instant());
    }

    private Future<Connected> greet(
            Context context, WorkerAddress master, NetSocket socket, MasterHandshake handshake) {
        Promise<Welcome> arrived = Promise.promise();
        long timer =
                vertx.setTimer(HANDSHAKE_TIMEOUT.toMillis(), late -> arrived.tryFail("the master does not answer"));
        Promise<Void> closed = Promise.promise();
        socket.closeHandler(gone -> {
            arrived.tryFail("the master closed the connection");
            closed.complete();
        });
        FirstFrame.read(
                socket,
                (frame, rest) -> {
                    socket.pause();
                    arrived.tryComplete(new Welcome(frame, rest));
                },
                fault -> arrived.tryFail(fault.reason()));
        socket.write(MessageCodec.encode(handshake.hello()).encode());
        return arrived.future()
                .onComplete(done -> vertx.cancelTimer(timer))
                .compose(welcome -> context.executeBlocking(
                                () -> handshake.finish(read(welcome.frame()), time.instant()), false)
                        .map(established ->
                                new Connected(master, socket, established, welcome.rest(), closed.future())));
    }

    private static LinkWelcome read(Frame frame) throws LinkFault {
        Reply reply;
        try {
            reply = new ReplyReader(Instruction.LINK_HELLO).read(frame).orElseThrow();
        } catch (WireFault fault) {
            throw new LinkFault(fault.reason());
        }
        return switch (reply) {
            case LinkWelcome welcome -> welcome;
            case LinkRefused refused ->
                throw new LinkFault(
                        "the master refuses this worker; its log says why. Is it registered, with this key and address?");
            default -> throw new LinkFault("the master answered something else");
        };
    }
}
