package io.papertrader.bench.jmh;

import io.papertrader.codec.link.EphemeralKey;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.OpenedMessage;
import io.papertrader.codec.link.SealedMessage;
import io.papertrader.codec.link.TrafficKeys;
import java.security.SecureRandom;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The master's side of a handshake: opens the hello, checks its signature, seals the welcome, derives the keys. */
@State(Scope.Thread)
public class Handshakes {
    private static final int CONTENT_BYTES = 128;

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.ofEpochSecond(1_700_000_000);
    private final byte[] content = new byte[CONTENT_BYTES];
    private final byte[] workerValue = EphemeralKey.generate(random).publicValue();
    private LinkKeys master;
    private LinkKeys worker;
    private byte[] hello;

    @Setup
    public void setUp() throws LinkFault {
        master = LinkKeys.generate("master", random, now);
        worker = LinkKeys.generate("worker", random, now);
        hello = SealedMessage.seal(content, worker, master.publicKey(), random, now);
    }

    @Benchmark
    public TrafficKeys masterSide(Blackhole hole) throws LinkFault {
        OpenedMessage opened = SealedMessage.open(hello, master);
        opened.requireSignedBy(worker.publicKey(), now);
        hole.consume(SealedMessage.seal(content, master, worker.publicKey(), random, now));
        return EphemeralKey.generate(random).agree(workerValue, opened.content(), content);
    }
}
