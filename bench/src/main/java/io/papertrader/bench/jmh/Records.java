package io.papertrader.bench.jmh;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.SealedFrameDecoder;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Records of the link: a short message, and a packet of data as large as one may be. */
@State(Scope.Thread)
public class Records {
    private static final int RECORDS = 64;
    private static final int KEY_BYTES = 32;

    /** The size of the plaintext. */
    @Param({"100", "32768"})
    public int bytes;

    private final SecretKey key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
    private final SealedFrameEncoder encoder = new SealedFrameEncoder(key);
    private final List<Buffer> sealed = new ArrayList<>();
    private Buffer plaintext;

    @Setup
    public void setUp() {
        plaintext = Buffer.buffer(new byte[bytes]);
        SealedFrameEncoder first = new SealedFrameEncoder(key);
        for (int i = 0; i < RECORDS; i++) {
            sealed.add(first.seal(plaintext));
        }
    }

    @Benchmark
    public Buffer seal() {
        return encoder.seal(plaintext);
    }

    /** A record opens in its place of the stream alone, so each turn begins a stream. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void open(Blackhole hole) {
        SealedFrameDecoder decoder = SealedFrameDecoder.fed(key, hole::consume, Records::never);
        for (Buffer record : sealed) {
            decoder.handle(record);
        }
    }

    private static void never(LinkFault fault) {
        throw new IllegalStateException(fault);
    }
}
