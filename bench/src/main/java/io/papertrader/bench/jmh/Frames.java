package io.papertrader.bench.jmh;

import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.FrameDecoder;
import io.papertrader.codec.wire.Header;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Requests and answers of a current value; requests come as a client's pipeline brings them, many in one read. */
@State(Scope.Thread)
public class Frames {
    private static final int PIPELINE = 64;

    private final Request request = new GetAssetValueCurrent(new AssetSymbol("AAPL"));
    private final AssetValue answer = new AssetValue(
            new AssetSymbol("AAPL"), new Money(19_012_000_000L), Instant.ofEpochMilli(1_520_605_800_000L));
    private final Buffer requests = Buffer.buffer();
    private final Feed feed = new Feed();
    private final Feed parsedFeed = new Feed();
    private RecordParser parser;
    private Frame frame;
    private boolean isHeaderNext = true;
    private Blackhole hole;

    @Setup
    public void setUp(Blackhole blackhole) {
        hole = blackhole;
        frame = MessageCodec.encode(request);
        for (int i = 0; i < PIPELINE; i++) {
            requests.appendBuffer(frame.encode());
        }
        new FrameDecoder(feed).start(hole::consume, Frames::never, none -> {});
        new FrameDecoder(parsedFeed)
                .start(whole -> hole.consume(MessageCodec.decodeRequest(whole)), Frames::never, none -> {});
        parser = RecordParser.newFixed(Header.SIZE, this::part);
    }

    private static void never(RuntimeException fault) {
        throw fault;
    }

    /** A decoder's use of RecordParser, and no more: a record of each header's size, and one of each message's data. */
    private void part(Buffer record) {
        hole.consume(record);
        parser.fixedSizeMode(isHeaderNext ? frame.header().dataSize() : Header.SIZE);
        isHeaderNext = !isHeaderNext;
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public void recordParserAlone() {
        parser.handle(requests);
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public void frameDecoder() {
        feed.deliver(requests);
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public void frameDecoderAndRequest() {
        parsedFeed.deliver(requests);
    }

    @Benchmark
    public Request decodeRequest() {
        return MessageCodec.decodeRequest(frame);
    }

    @Benchmark
    public Buffer encodeRequest() {
        return MessageCodec.encode(request).encode();
    }

    @Benchmark
    public Buffer encodeAnswer() {
        return MessageCodec.encodeReply(Instruction.GET_ASSET_VALUE_CURRENT, answer)
                .getFirst()
                .encode();
    }
}
