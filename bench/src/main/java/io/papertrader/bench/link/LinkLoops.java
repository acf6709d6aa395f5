package io.papertrader.bench.link;

import io.papertrader.codec.link.EphemeralKey;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.OpenedMessage;
import io.papertrader.codec.link.SealedFrameDecoder;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.papertrader.codec.link.SealedMessage;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The link's work in plain loops on one thread, which an executable can run as well as a JVM. Prints a line for each:
 * its name, how often a second, and bytes of plaintext a second. What takes longer to build than to run is made once.
 */
public final class LinkLoops {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final int MESSAGE_BYTES = 100;
    private static final int PACKET_BYTES = 32_768;
    private static final int RECORDS = 64;
    private static final int KEY_BYTES = 32;
    private static final int CONTENT_BYTES = 128;
    private static final double NANOS_A_SECOND = 1e9;

    private final SecretKey key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
    private long consumed;

    private LinkLoops() {}

    /** One round of a loop; gives how often it did its work. */
    private interface Round {
        int run() throws LinkFault;
    }

    public static void main(String[] none) throws LinkFault {
        LinkLoops loops = new LinkLoops();
        for (int bytes : List.of(MESSAGE_BYTES, PACKET_BYTES)) {
            print("seal " + bytes + " bytes", bytes, loops.sealing(bytes));
            print("open " + bytes + " bytes", bytes, loops.opening(bytes));
        }
        print("handshake, the master's side", 0, loops.handshake());
        if (loops.consumed == 0) {
            throw new IllegalStateException("nothing was done");
        }
    }

    private static void print(String what, int bytes, Round round) throws LinkFault {
        rate(round, WARM_UP);
        double rate = rate(round, TIME);
        System.out.println(what + "\t" + Math.round(rate) + "\t" + Math.round(rate * bytes));
    }

    private static double rate(Round round, Duration time) throws LinkFault {
        long begin = System.nanoTime();
        long count = 0;
        long took = 0;
        while (took < time.toNanos()) {
            count += round.run();
            took = System.nanoTime() - begin;
        }
        return count * NANOS_A_SECOND / took;
    }

    private Round sealing(int bytes) {
        SealedFrameEncoder encoder = new SealedFrameEncoder(key);
        Buffer plaintext = Buffer.buffer(new byte[bytes]);
        return () -> {
            for (int i = 0; i < RECORDS; i++) {
                consumed += encoder.seal(plaintext).length();
            }
            return RECORDS;
        };
    }

    /** A record opens in its place of the stream alone, so each round begins a stream. */
    private Round opening(int bytes) {
        SealedFrameEncoder encoder = new SealedFrameEncoder(key);
        Buffer plaintext = Buffer.buffer(new byte[bytes]);
        List<Buffer> sealed = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            sealed.add(encoder.seal(plaintext));
        }
        return () -> {
            SealedFrameDecoder decoder =
                    SealedFrameDecoder.fed(key, opened -> consumed += opened.length(), LinkLoops::never);
            sealed.forEach(decoder::handle);
            return RECORDS;
        };
    }

    private static void never(LinkFault fault) {
        throw new IllegalStateException(fault);
    }

    /** Opens the hello, checks its signature, seals the welcome, derives the keys. */
    private Round handshake() throws LinkFault {
        SecureRandom random = new SecureRandom();
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        byte[] content = new byte[CONTENT_BYTES];
        byte[] workersValue = EphemeralKey.generate(random).publicValue();
        LinkKeys master = LinkKeys.generate("master", random, now);
        LinkKeys worker = LinkKeys.generate("worker", random, now);
        byte[] hello = SealedMessage.seal(content, worker, master.publicKey(), random, now);
        return () -> {
            OpenedMessage opened = SealedMessage.open(hello, master);
            opened.requireSignedBy(worker.publicKey(), now);
            consumed += SealedMessage.seal(content, master, worker.publicKey(), random, now).length;
            EphemeralKey.generate(random).agree(workersValue, opened.content(), content);
            return 1;
        };
    }
}
