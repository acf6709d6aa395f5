package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
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
        Intake intake = intake(new Taking() {
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

        wire.receive(REQUEST.copy().appendBuffer(REQUEST));

        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
        assertThat(taken).hasSize(2);
    }

    @Test
    void tellsOfAnswersThatCannotBeSent() {
        wire.fail();
        Intake intake = intake(new Taking() {
            @Override
            public void answersSent() {
                replies.add(new byte[10]);
            }
        });
        intake.begin();

        intake.endTurn();

        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
    }

    private Intake intake(Taking client) {
        return new Intake(vertx, wire, replies, credit, 10, client, client);
    }

    private class Taking implements Intake.Taker, Intake.Owner {
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
        public void answersSent() {}

        @Override
        public void turnEnded() {}
    }
}
