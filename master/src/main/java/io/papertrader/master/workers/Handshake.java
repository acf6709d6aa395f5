package io.papertrader.master.workers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.codec.link.EphemeralKey;
import io.papertrader.codec.link.HelloContent;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.OpenedMessage;
import io.papertrader.codec.link.SealedMessage;
import io.papertrader.codec.link.TrafficKeys;
import io.papertrader.codec.link.WelcomeContent;
import io.papertrader.codec.message.LinkReply.LinkWelcome;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Proves that a connection is a registered worker's and agrees on the link's keys. The checks run from the cheapest
 * to the dearest; what failed is for the master's log alone.
 */
@ApplicationScoped
public class Handshake {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);
    private static final int MAX_NONCES = 100_000;

    private final RegisteredWorkers registered;
    private final LinkKeys keys;
    private final SecureRandom random;
    private final InstantSource time;

    /** Nonces seen while their hello's time could still be good. */
    private final Cache<Buffer, Boolean> nonces = Caffeine.newBuilder()
            .maximumSize(MAX_NONCES)
            .expireAfterWrite(CLOCK_TOLERANCE.multipliedBy(2))
            .build();

    /** Remembers nonces from now on: a hello of before is new to it. */
    public Handshake(RegisteredWorkers registered, LinkKeys keys, SecureRandom random, InstantSource time) {
        this.registered = registered;
        this.keys = keys;
        this.random = random;
        this.time = time;
    }

    /** A link that both ends can now seal. */
    public record Established(Worker worker, TrafficKeys traffic, LinkWelcome welcome) {}

    /** True where anyone is expected from there; else the hello is not even read. */
    public boolean expects(InetAddress address) {
        return registered.anyMayComeFrom(address);
    }

    /** Takes some milliseconds of CPU: not for an event loop. A {@link LinkFault} says what was wrong. */
    public Established accept(LinkHello hello, InetAddress from, long epoch) throws LinkFault {
        OpenedMessage opened = SealedMessage.open(hello.sealed().getBytes(), keys);
        HelloContent content = content(opened);
        Worker worker = registered
                .find(content.worker())
                .filter(Worker::isEnabled)
                .orElseThrow(() -> new LinkFault("no enabled worker has UUID " + content.worker()));
        if (!worker.mayComeFrom(from)) {
            throw new LinkFault("worker " + worker.name() + " may not come from " + from.getHostAddress());
        }
        Instant now = time.instant();
        opened.requireSignedBy(worker.publicKey(), now);
        checkFresh(content, now);
        return establish(worker, opened.content(), content, epoch, now);
    }

    /** True where the registration that a handshake was checked against holds unchanged. */
    public boolean isStillRegistered(Worker worker) {
        return registered.find(worker.uuid()).filter(worker::equals).isPresent();
    }

    private static HelloContent content(OpenedMessage opened) throws LinkFault {
        try {
            HelloContent content = HelloContent.LAYOUT.fromBinary(Buffer.buffer(opened.content()));
            if (content.version() != HelloContent.VERSION) {
                throw new LinkFault("link version " + content.version() + " is not known");
            }
            return content;
        } catch (WireFault fault) {
            throw new LinkFault("the hello's content is broken: " + fault.reason());
        }
    }

    private void checkFresh(HelloContent content, Instant now) throws LinkFault {
        if (Duration.between(content.time(), now).abs().compareTo(CLOCK_TOLERANCE) > 0) {
            throw new LinkFault("the hello is of " + content.time() + ", more than a minute from now: set the clocks");
        }
        if (nonces.asMap().putIfAbsent(content.nonce(), true) != null) {
            throw new LinkFault("the hello was used before");
        }
    }

    private Established establish(Worker worker, byte[] helloContent, HelloContent hello, long epoch, Instant now)
            throws LinkFault {
        EphemeralKey mine = EphemeralKey.generate(random);
        byte[] nonce = new byte[HelloContent.NONCE_BYTES];
        random.nextBytes(nonce);
        WelcomeContent welcome = new WelcomeContent(
                HelloContent.VERSION,
                Buffer.buffer(sha256(helloContent)),
                Buffer.buffer(nonce),
                Buffer.buffer(mine.publicValue()),
                epoch);
        byte[] welcomeContent = WelcomeContent.LAYOUT.toBinary(welcome).getBytes();
        TrafficKeys traffic = mine.agree(hello.publicValue().getBytes(), helloContent, welcomeContent);
        byte[] sealed = SealedMessage.seal(welcomeContent, keys, worker.publicKey(), random, now);
        return new Established(worker, traffic, new LinkWelcome(Buffer.buffer(sealed)));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
