package io.papertrader.codec.link;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;

/** A worker and a master whose keys are the same in every run, and what they say. */
final class KnownServers {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final LinkKeys WORKER = keys("worker", 1);
    static final LinkKeys MASTER = keys("master", 2);
    static final HelloContent HELLO = new HelloContent(
            HelloContent.VERSION,
            UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"),
            Buffer.buffer(new byte[HelloContent.NONCE_BYTES]),
            Buffer.buffer(EphemeralKey.generate(new KnownRandom(3)).publicValue()),
            NOW,
            "edge1.example.org:2049");

    private KnownServers() {}

    /** A content from the worker to the master. */
    static byte[] seal(byte[] content) {
        try {
            return SealedMessage.seal(content, WORKER, MASTER.publicKey(), new KnownRandom(4), NOW);
        } catch (LinkFault fault) {
            throw new AssertionError(fault);
        }
    }

    private static LinkKeys keys(String userId, long seed) {
        try {
            return LinkKeys.generate(userId, new KnownRandom(seed), NOW);
        } catch (LinkFault fault) {
            throw new AssertionError(fault);
        }
    }
}
