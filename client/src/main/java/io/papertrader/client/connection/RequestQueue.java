package io.papertrader.client.connection;

import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The requests that wait for a connection, in the order of the calls, and the number of those that have no answer yet.
 * Every method must be called on the client's event loop.
 */
final class RequestQueue {
    private final int most;
    private final Deque<PendingRequest> waiting = new ArrayDeque<>();
    private int outstanding;
    private boolean isClosed;

    /** A queue that lets so many requests be without an answer. */
    RequestQueue(int most) {
        this.most = most;
    }

    boolean isClosed() {
        return isClosed;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Lets the request in, or fails it; one that is let in counts until it has its answer. */
    boolean admit(PendingRequest pending) {
        if (isClosed) {
            pending.fail(new UnreachableException("the client is closed"));
            return false;
        }
        if (outstanding >= most) {
            pending.fail(new UnreachableException(outstanding + " requests wait for an answer; no more are taken"));
            return false;
        }
        outstanding++;
        pending.future().onComplete(outcome -> outstanding--);
        return true;
    }

    void add(PendingRequest pending) {
        waiting.add(pending);
    }

    /** Puts one back that was sent and is to be sent again before all others. */
    void putBack(PendingRequest pending) {
        waiting.addFirst(pending);
    }

    /** The next one, which stays. */
    PendingRequest next() {
        return waiting.element();
    }

    /** The next one, which waits no more. */
    PendingRequest take() {
        return waiting.remove();
    }

    /** Takes this one out; false where it was sent already. */
    boolean remove(PendingRequest pending) {
        return waiting.remove(pending);
    }

    /** True where the next request begins a session, or one of those behind takes one up. */
    boolean hasLogin() {
        boolean isNext = !waiting.isEmpty() && waiting.element().request() instanceof Request.BeginsSession;
        return isNext || waiting.stream().anyMatch(each -> each.request() instanceof SessionRequest.LoginSession);
    }

    /** Fails all that wait. */
    void fail(PaperTraderException reason) {
        List<PendingRequest> failed = List.copyOf(waiting);
        waiting.clear();
        failed.forEach(pending -> pending.fail(reason));
    }

    /** Takes nothing more, from now on. */
    void close() {
        isClosed = true;
    }
}
