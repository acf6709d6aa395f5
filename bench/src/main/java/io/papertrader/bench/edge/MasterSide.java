package io.papertrader.bench.edge;

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
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The stand-in's end of one link, for its event loop alone: the handshake, then sealed records both ways. */
final class MasterSide {
    private static final int EPOCH = 1;

    private final NetSocket socket;
    private final SealedFrameEncoder encoder;
    private final UUID worker;

    private MasterSide(NetSocket socket, TrafficKeys traffic, UUID worker) {
        this.socket = socket;
        this.encoder = new SealedFrameEncoder(traffic.masterToWorker());
        this.worker = worker;
    }

    /** Answers the hello, whoever says it, with a welcome that the holder of this key can open. */
    static MasterSide welcome(
            NetSocket socket,
            LinkHello hello,
            LinkKeys keys,
            LinkPublicKey workerKey,
            BiConsumer<MasterSide, LinkRecord> records)
            throws LinkFault {
        SecureRandom random = new SecureRandom();
        OpenedMessage opened = SealedMessage.open(hello.sealed().getBytes(), keys);
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
                        EPOCH))
                .getBytes();
        TrafficKeys traffic = mine.agree(said.publicValue().getBytes(), opened.content(), content);
        MasterSide side = new MasterSide(socket, traffic, said.worker());
        SealedFrameDecoder.reading(
                socket, traffic.workerToMaster(), bytes -> side.decode(bytes, records), fault -> socket.close());
        byte[] sealed = SealedMessage.seal(content, keys, workerKey, random, Instant.now());
        socket.write(MessageCodec.encode(new LinkWelcome(Buffer.buffer(sealed))).encode());
        return side;
    }

    private void decode(Buffer bytes, BiConsumer<MasterSide, LinkRecord> records) {
        try {
            records.accept(this, LinkRecord.decode(bytes));
        } catch (LinkFault fault) {
            socket.close();
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** Sends a message and gives the number of its bytes. */
    int send(long correlation, Frame frame) {
        LinkRecord message = new LinkRecord(correlation, worker, Instant.now(), ClientAddress.NONE, frame);
        Buffer sealed = encoder.seal(message.encode());
        socket.write(sealed);
        return sealed.length();
    }
}
