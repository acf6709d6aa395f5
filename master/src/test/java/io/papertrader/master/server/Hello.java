package io.papertrader.master.server;

import io.papertrader.codec.link.EphemeralKey;
import io.papertrader.codec.link.HelloContent;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.link.SealedMessage;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** A worker's opening words: right in all, but for what a test changes. */
record Hello(LinkKeys signer, LinkPublicKey recipient, Instant sealedAt, EphemeralKey key, HelloContent content) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Hello of(UUID worker, LinkKeys keys, LinkPublicKey master, Instant now) {
        EphemeralKey key = EphemeralKey.generate(RANDOM);
        byte[] nonce = new byte[HelloContent.NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        HelloContent content = new HelloContent(
                HelloContent.VERSION,
                worker,
                Buffer.buffer(nonce),
                Buffer.buffer(key.publicValue()),
                now,
                "edge.example.org:2049");
        return new Hello(keys, master, now, key, content);
    }

    Hello signedBy(LinkKeys other) {
        return new Hello(other, recipient, sealedAt, key, content);
    }

    Hello sealedTo(LinkPublicKey other) {
        return new Hello(signer, other, sealedAt, key, content);
    }

    Hello naming(UUID worker) {
        return with(content.version(), worker, content.nonce(), content.publicValue(), content.time());
    }

    Hello at(Instant time) {
        return with(content.version(), content.worker(), content.nonce(), content.publicValue(), time);
    }

    Hello withNonceOf(Hello other) {
        return with(content.version(), content.worker(), other.content.nonce(), content.publicValue(), content.time());
    }

    Hello ofVersion(int version) {
        return with(version, content.worker(), content.nonce(), content.publicValue(), content.time());
    }

    Hello withPublicValue(byte[] value) {
        return with(content.version(), content.worker(), content.nonce(), Buffer.buffer(value), content.time());
    }

    private Hello with(int version, UUID worker, Buffer nonce, Buffer publicValue, Instant time) {
        return new Hello(
                signer,
                recipient,
                sealedAt,
                key,
                new HelloContent(version, worker, nonce, publicValue, time, content.publicAddress()));
    }

    byte[] bytes() {
        return HelloContent.LAYOUT.toBinary(content).getBytes();
    }

    LinkHello message() throws LinkFault {
        return new LinkHello(Buffer.buffer(SealedMessage.seal(bytes(), signer, recipient, RANDOM, sealedAt)));
    }
}
