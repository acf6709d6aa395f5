package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The decoder on a real socket, as both servers use it. */
@Timeout(20)
class FrameDecoderSocketTest {
    private final Vertx vertx = Vertx.vertx();
    private final Received received = new Received();
    private final CompletableFuture<FrameDecoder> decoder = new CompletableFuture<>();
    private final CompletableFuture<Received> ended = new CompletableFuture<>();
    private volatile Context serverContext;
    private NetSocket sender;

    @BeforeEach
    void connect() {
        NetServer server = vertx.createNetServer().connectHandler(socket -> {
            FrameDecoder made = new FrameDecoder(socket);
            made.start(received.frames::add, received.faults::add, none -> {
                received.ends++;
                ended.complete(received);
            });
            serverContext = vertx.getOrCreateContext();
            decoder.complete(made);
        });
        sender = await(server.listen(0, "localhost")
                .compose(listening -> vertx.createNetClient().connect(listening.actualPort(), "localhost")));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void deliversTenThousandFramesOfOneWrite() throws Exception {
        List<Frame> sent = Frames.numbered(10_000);

        await(sender.write(Frames.bytes(sent)).compose(written -> sender.close()));

        assertThat(ended.get().frames).isEqualTo(sent);
        assertThat(received.ends).isOne();
    }

    @Test
    void dropsAFrameThatTheEndCutsOff() throws Exception {
        Buffer half = Frames.command(2, "never whole").encode().getBuffer(0, 20);

        await(sender.write(Frames.command(1, "whole").encode().appendBuffer(half))
                .compose(written -> sender.close()));

        assertThat(ended.get().instructions()).containsExactly(1);
        assertThat(received.faults).isEmpty();
    }

    @Test
    void fillsTheSendersQueueWhilePausedAndLosesNothing() throws Exception {
        await(sender.write(Frames.command(0, "first").encode()));
        FrameDecoder paused = decoder.get();
        Buffer large = Buffer.buffer(new byte[Header.MAX_DATA_SIZE]);
        Frame frame = new Frame(Header.single(MessageType.COMMAND, 1, large.length(), 1), large);
        onServer(paused::pause);

        // The bytes that fit into both ends' buffers differ from machine to machine; a write that never ends shows they
        // are full.
        int count = 0;
        while (!sender.writeQueueFull() || drains()) {
            sender.write(frame.encode());
            count++;
            assertThat(count).as("frames that a paused reader has let through").isLessThan(4_000);
        }
        onServer(() -> assertThat(received.frames).hasSizeLessThanOrEqualTo(1));

        onServer(paused::resume);
        await(sender.end());

        assertThat(ended.get().frames).hasSize(count + 1);
        assertThat(received.frames.subList(1, count + 1)).allMatch(frame::equals);
    }

    /** True where the sender's queue empties itself within a moment. */
    private boolean drains() throws Exception {
        CompletableFuture<Boolean> drained = new CompletableFuture<>();
        sender.drainHandler(none -> drained.complete(true));
        return !sender.writeQueueFull()
                || drained.completeOnTimeout(false, 300, TimeUnit.MILLISECONDS).get();
    }

    private void onServer(Runnable step) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        serverContext.runOnContext(none -> done.completeAsync(
                () -> {
                    step.run();
                    return null;
                },
                Runnable::run));
        done.get();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
