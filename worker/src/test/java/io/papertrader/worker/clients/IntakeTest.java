package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Buffer REQUEST = MessageCodec.encode(new GetWorkers()).encode();

    private final Vertx vertx = Vertx.vertx();
    private final FakeWire wire = new FakeWire();
    private final Credit credit = new Credit(100_000, List.of());
    private final Replies replies = new Replies(wire, credit);
    private final List<Throwable> failures = new ArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tellsOfAMessageThatCannotBeTakenForWantOfMemoryAndGoesOn() {
        List<Frame> taken = new ArrayList<>();
        Intake intake = new Intake(vertx, wire, replies, credit, 10, new Taking() {
            @Override
            public boolean take(Frame frame) {
                taken.add(frame);
                if (taken.size() == 1) {
                    throw new OutOfMemoryError("no direct memory");
                }
                return true;
            }
        });
        intake.begin();

        wire.handler.handle(REQUEST.copy().appendBuffer(REQUEST));

        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
        assertThat(taken).hasSize(2);
    }

    @Test
    void tellsOfAnswersThatCannotBeSent() {
        wire.fails = true;
        Intake intake = new Intake(vertx, wire, replies, credit, 10, new Taking() {
            @Override
            public void turnEnds() {
                replies.add(new byte[10]);
            }
        });
        intake.begin();

        intake.endTurn();

        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
    }

    private class Taking implements Intake.Taker {
        @Override
        public boolean isHeldBack() {
            return false;
        }

        @Override
        public boolean isReading() {
            return true;
        }

        @Override
        public boolean take(Frame frame) {
            return true;
        }

        @Override
        public void takeOversize(Header header) {}

        @Override
        public void takeFault(WireFault fault) {}

        @Override
        public void failed(Throwable defect) {
            failures.add(defect);
        }

        @Override
        public void turnEnds() {}

        @Override
        public void turnEnded() {}
    }

    /** Gives what the test gives it, and sends nothing. */
    private static final class FakeWire implements Wire {
        private Handler<Buffer> handler = bytes -> {};
        private boolean fails;

        @Override
        public ByteBuf allocate() {
            if (fails) {
                throw new OutOfMemoryError("no direct memory");
            }
            return Unpooled.buffer();
        }

        @Override
        public void send(ByteBuf messages) {
            messages.release();
        }

        @Override
        public void onSent(IntConsumer callback) {}

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void onDrained(Runnable callback) {}

        @Override
        public void onClosed(Runnable callback) {}

        @Override
        public void close() {}

        @Override
        public void cut() {}

        @Override
        public FakeWire handler(Handler<Buffer> bytes) {
            handler = bytes;
            return this;
        }

        @Override
        public FakeWire exceptionHandler(Handler<Throwable> failed) {
            return this;
        }

        @Override
        public FakeWire endHandler(Handler<Void> end) {
            return this;
        }

        @Override
        public FakeWire pause() {
            return this;
        }

        @Override
        public FakeWire resume() {
            return this;
        }

        @Override
        public FakeWire fetch(long amount) {
            return this;
        }
    }
}
