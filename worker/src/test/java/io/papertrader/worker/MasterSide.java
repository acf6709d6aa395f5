package io.papertrader.worker;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.EphemeralKey;
import io.papertrader.codec.link.HelloContent;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.link.OpenedMessage;
import io.papertrader.codec.link.SealedFrameDecoder;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.papertrader.codec.link.SealedMessage;
import io.papertrader.codec.link.TrafficKeys;
import io.papertrader.codec.link.WelcomeContent;
import io.papertrader.codec.message.LinkReply.LinkWelcome;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.wire.Frame;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** The master's end of one link: the handshake, then sealed records both ways. */
final class MasterSide {
    private final NetSocket socket;
    private final Context context;
    private final SealedFrameEncoder encoder;
    private final UUID worker;

    private MasterSide(NetSocket socket, Context context, TrafficKeys traffic, UUID worker) {
        this.socket = socket;
        this.context = context;
        this.encoder = new SealedFrameEncoder(traffic.masterToWorker());
        this.worker = worker;
    }

    /** Answers the hello with a welcome, as the master of protocol 4 does. */
    static MasterSide welcome(
            NetSocket socket,
            Context context,
            LinkHello hello,
            LinkKeys keys,
            LinkPublicKey worker,
            Handler<LinkRecord> records)
            throws LinkFault {
        Instant now = Instant.now();
        SecureRandom random = new SecureRandom();
        OpenedMessage opened = SealedMessage.open(hello.sealed().getBytes(), keys);
        opened.requireSignedBy(worker, now);
        HelloContent said = HelloContent.LAYOUT.fromBinary(Buffer.buffer(opened.content()));

        EphemeralKey mine = EphemeralKey.generate(random);
        byte[] nonce = new byte[HelloContent.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] content = WelcomeContent.LAYOUT
                .toBinary(new WelcomeContent(
                        HelloContent.VERSION,
                        Buffer.buffer(sha256(opened.content())),
                        Buffer.buffer(nonce),
                        Buffer.buffer(mine.publicValue()),
                        1))
                .getBytes();
        TrafficKeys traffic = mine.agree(said.publicValue().getBytes(), opened.content(), content);

        MasterSide side = new MasterSide(socket, context, traffic, said.worker());
        SealedFrameDecoder.reading(
                socket, traffic.workerToMaster(), bytes -> records.handle(decode(bytes)), fault -> socket.close());
        LinkWelcome welcome = new LinkWelcome(Buffer.buffer(SealedMessage.seal(content, keys, worker, random, now)));
        socket.write(MessageCodec.encode(welcome).encode());
        return side;
    }

    private static LinkRecord decode(Buffer bytes) {
        try {
            return LinkRecord.decode(bytes);
        } catch (LinkFault fault) {
            throw new AssertionError("the worker sent a broken record", fault);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a message; from any thread, in the order of the calls. */
    void send(long correlation, Frame frame) {
        context.runOnContext(now -> socket.write(
                encoder.seal(new LinkRecord(correlation, worker, Instant.now(), ClientAddress.NONE, frame).encode())));
    }

    /** Bytes that are no record. */
    void sendRaw(Buffer bytes) {
        context.runOnContext(now -> socket.write(bytes));
    }

    void close() {
        context.runOnContext(now -> socket.close());
    }
}
