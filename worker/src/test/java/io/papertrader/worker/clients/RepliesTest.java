package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.worker.Await;
import io.vertx.core.buffer.Buffer;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private static final int CREDIT = 262_144;
    private static final int PACKET = 32_768;

    private final FakeWire wire = new FakeWire();
    private final Credit credit = new Credit(CREDIT, List.of());
    private final Replies replies = new Replies(wire, credit);

    @Test
    void sendsWhatIsReadyTogether() {
        replies.offer(new byte[20]);
        replies.offer(new byte[30]);
        assertThat(wire.sent()).isEmpty();

        replies.flush();

        assertThat(wire.sent()).containsExactly(50);
    }

    @Test
    void sendsNoLargerPieceThanABrowserShouldWaitFor() {
        while (replies.offer(new byte[1_000])) {
            // As many as there is room for.
        }

        replies.flush();

        assertThat(wire.sent()).allMatch(bytes -> bytes <= Replies.MOST_TOGETHER);
        assertThat(wire.sent().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CREDIT / 1_000 * 1_000);
    }

    @Test
    void sendsAMessageWhole() {
        replies.offer(new byte[PACKET]);
        replies.offer(new byte[PACKET + 1]);

        replies.flush();

        assertThat(wire.sent()).containsExactly(PACKET, PACKET + 1);
    }

    @Test
    void countsBytesUntilTheyAreSentWhetherTheyAreGatheredOrWritten() {
        replies.offer(new byte[PACKET]);
        replies.offer(new byte[PACKET + 1]);

        assertThat(credit.used()).isEqualTo(2 * PACKET + 1);
        assertThat(replies.unsent()).isEqualTo(2 * PACKET + 1);
        replies.flush();
        replies.sent(PACKET);

        assertThat(credit.used()).isEqualTo(PACKET + 1);
        assertThat(replies.unsent()).isEqualTo(PACKET + 1);
    }

    @Test
    void letsGoOfLaterRepliesThoughAnEarlierOneIsKept() throws Exception {
        Replies.Reply earlier = replies.await(0);
        WeakReference<Replies.Reply> later = new WeakReference<>(replies.await(0));
        earlier.frame(Buffer.buffer(new byte[20]), true);
        answer(later);

        Await.until(() -> isCollected(later) && !earlier.isHalfSent());
    }

    @Test
    void keepsNothingWhenAWriteEndsTheConnection() {
        wire.onClosed(replies::drop);
        replies.promise(PACKET + Replies.MOST_TOGETHER);
        Replies.Reply first = replies.await(PACKET);
        Replies.Reply second = replies.await(Replies.MOST_TOGETHER);
        replies.await(0);
        second.frame(Buffer.buffer(new byte[Replies.MOST_TOGETHER]), true);
        wire.endAtNextWrite();

        first.frame(Buffer.buffer(new byte[PACKET]), true);

        assertThat(replies.size()).isZero();
        assertThat(wire.held()).isZero();
        assertThat(credit.used()).isZero();
    }

    private static void answer(WeakReference<Replies.Reply> reply) {
        Objects.requireNonNull(reply.get()).frame(Buffer.buffer(new byte[20]), true);
    }

    private static boolean isCollected(WeakReference<?> object) {
        System.gc();
        return object.refersTo(null);
    }
}
