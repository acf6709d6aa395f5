package io.papertrader.worker.master;

import io.papertrader.codec.link.EphemeralKey;
import io.papertrader.codec.link.HelloContent;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.link.OpenedMessage;
import io.papertrader.codec.link.SealedMessage;
import io.papertrader.codec.link.TrafficKeys;
import io.papertrader.codec.link.WelcomeContent;
import io.papertrader.codec.message.LinkReply.LinkWelcome;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;

/** The worker's side of one handshake. Takes some milliseconds of CPU: not for an event loop. */
final class MasterHandshake {
    private final LinkKeys keys;
    private final LinkPublicKey master;
    private final byte[] helloContent;
    private final EphemeralKey mine;
    private final LinkHello hello;

    /** Keys for both directions, and the master's epoch. */
    record Established(TrafficKeys traffic, long epoch) {}

    MasterHandshake(
            LinkKeys keys, LinkPublicKey master, MasterLinkConfig.Identity identity, SecureRandom random, Instant now)
            throws LinkFault {
        this.keys = keys;
        this.master = master;
        this.mine = EphemeralKey.generate(random);
        byte[] nonce = new byte[HelloContent.NONCE_BYTES];
        random.nextBytes(nonce);
        HelloContent content = new HelloContent(
                HelloContent.VERSION,
                identity.uuid(),
                Buffer.buffer(nonce),
                Buffer.buffer(mine.publicValue()),
                now,
                identity.publicAddress().toString());
        this.helloContent = HelloContent.LAYOUT.toBinary(content).getBytes();
        this.hello = new LinkHello(Buffer.buffer(SealedMessage.seal(helloContent, keys, master, random, now)));
    }

    LinkHello hello() {
        return hello;
    }

    /** Only the real master can have signed an answer to this very hello. */
    Established finish(LinkWelcome sealed, Instant now) throws LinkFault {
        OpenedMessage opened = SealedMessage.open(sealed.sealed().getBytes(), keys);
        opened.requireSignedBy(master, now);
        WelcomeContent welcome;
        try {
            welcome = WelcomeContent.LAYOUT.fromBinary(Buffer.buffer(opened.content()));
        } catch (WireFault fault) {
            throw new LinkFault("the welcome's content is broken: " + fault.reason());
        }
        if (!MessageDigest.isEqual(welcome.helloHash().getBytes(), sha256(helloContent))) {
            throw new LinkFault("the welcome answers another hello");
        }
        TrafficKeys traffic = mine.agree(welcome.publicValue().getBytes(), helloContent, opened.content());
        return new Established(traffic, welcome.epoch());
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
