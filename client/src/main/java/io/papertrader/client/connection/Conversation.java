package io.papertrader.client.connection;

import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that one client asks of the network, over as many connections as it takes, one at a time. Every method must be called
 * on the client's event loop: this is what makes the order of requests the order of the calls.
 */
final class Conversation implements Connector.Observer, WorkerConnection.Observer {
    private final Vertx vertx;
    private final ClientOptions options;
    private final WorkerList workers;
    private final BoundSession session;
    private final Connector connector;
    private final Consumer<Event> events;
    private final Deque<PendingRequest> waiting = new ArrayDeque<>();
    private Optional<WorkerConnection> current = Optional.empty();
    private int outstanding;
    private boolean isClosed;

    Conversation(Vertx vertx, NetClient net, ClientOptions options, Consumer<Event> events) {
        this.vertx = vertx;
        this.options = options;
        this.workers = new WorkerList(options.workers());
        this.session = new BoundSession(workers);
        this.connector = new Connector(vertx, net, workers, options.backoff(), this);
        this.events = events;
    }

    /** Asks. The request's own bounds are checked before anything is sent. */
    Future<Reply> ask(Supplier<Request> make) {
        try {
            return submit(new PendingRequest(make.get()));
        } catch (IllegalArgumentException outOfBounds) {
            return Future.failedFuture(new RefusedException(FailCode.BAD_ARGUMENT, outOfBounds.getMessage()));
        }
    }

    /** Asks in the name of the session; fails where there is none. */
    Future<Reply> askWithSession(Function<SessionId, Request> make) {
        return session.id()
                .map(id -> ask(() -> make.apply(id)))
                .orElseGet(() -> Future.failedFuture(session.absence()));
    }

    /** Speaks for this session from here on. */
    Future<Reply> resume(SessionId id) {
        session.take(id);
        return ask(() -> new SessionRequest.LoginSession(id));
    }

    /** Fails all that has no answer, and takes nothing more. */
    void close() {
        isClosed = true;
        connector.stop();
        current.ifPresent(open -> open.end(new Ending(Ending.Kind.CLOSED, "the client was closed")));
        failWaiting(new UnreachableException("the client was closed"));
    }

    private Future<Reply> submit(PendingRequest pending) {
        if (isClosed) {
            return Future.failedFuture(new UnreachableException("the client is closed"));
        }
        if (outstanding >= options.maxOutstanding()) {
            return Future.failedFuture(
                    new UnreachableException(outstanding + " requests wait for an answer; no more are taken"));
        }
        outstanding++;
        long timer = vertx.setTimer(options.requestTimeout().toMillis(), fired -> timedOut(pending));
        pending.future().onComplete(outcome -> {
            outstanding--;
            vertx.cancelTimer(timer);
        });
        session.follow(pending);
        waiting.add(pending);
        sendWaiting();
        return pending.future();
    }

    private void sendWaiting() {
        if (current.isEmpty() && !waiting.isEmpty()) {
            connector.seek();
        }
        while (!waiting.isEmpty() && current.filter(open -> !open.isRetired()).isPresent()) {
            WorkerConnection connection = current.get();
            if (!connection.isReadyFor(waiting.element())) {
                connection.prove();
                return;
            }
            sendNext(connection);
        }
    }

    private void sendNext(WorkerConnection connection) {
        PendingRequest next = waiting.element();
        if (!session.isEnoughFor(next.instruction())) {
            waiting.remove().fail(session.absence());
        } else if (connection.canSend(next.instruction(), session.id())) {
            connection.send(waiting.remove(), session.id());
        } else {
            connection.retire();
        }
    }

    /** A worker that lets a request wait for so long is given up: all behind it would wait as well. */
    private void timedOut(PendingRequest pending) {
        String reason = "no answer within " + options.requestTimeout().toMillis() + " ms";
        if (waiting.remove(pending)) {
            pending.fail(new UnreachableException(reason));
        } else {
            pending.failUnanswered(FailCode.UNAVAILABLE, reason);
            current.ifPresent(open -> open.end(new Ending(Ending.Kind.TIMED_OUT, reason)));
        }
    }

    @Override
    public void connected(WorkerAddress address, NetSocket socket) {
        if (isClosed) {
            socket.close();
            return;
        }
        workers.prefer(address);
        WorkerConnection connection = new WorkerConnection(address, socket, this);
        current = Optional.of(connection);
        connection.start();
        bindSession(connection);
        sendWaiting();
    }

    /** A new connection knows no session; it is told first, so that events come without a further request. */
    private void bindSession(WorkerConnection connection) {
        boolean isUnderWay = waiting.stream().anyMatch(next -> next.request() instanceof SessionRequest.LoginSession);
        if (!isUnderWay) {
            session.binding().ifPresent(binding -> connection.send(binding, session.id()));
        }
    }

    @Override
    public void notFound(String reason) {
        if (options.isFailFast()) {
            failWaiting(new UnreachableException(reason));
        } else {
            connector.seek();
        }
    }

    @Override
    public void proven(WorkerConnection connection) {
        connector.succeeded();
        sendWaiting();
    }

    @Override
    public void event(Event event) {
        events.accept(event);
    }

    @Override
    public void ended(
            WorkerConnection connection, Ending ending, List<PendingRequest> undone, List<PendingRequest> unanswered) {
        current = Optional.empty();
        if (ending.kind() != Ending.Kind.RETIRED) {
            connector.failed();
        }
        if (ending.kind() == Ending.Kind.MALFORMED || ending.kind() == Ending.Kind.TIMED_OUT) {
            workers.avoid(connection.address());
        }
        unanswered.reversed().forEach(pending -> sendAgainOrFail(pending, ending));
        undone.reversed().stream().filter(pending -> !pending.isDone()).forEach(waiting::addFirst);
        // Events of the session must not stop because nobody asks anything.
        if (session.id().isPresent()) {
            connector.seek();
        }
        sendWaiting();
    }

    private void sendAgainOrFail(PendingRequest pending, Ending ending) {
        if (ending.mayBeRepeated() && pending.isWorthAnotherSend()) {
            waiting.addFirst(pending);
        } else {
            pending.failUnanswered(ending.code(), ending.reason());
        }
    }

    private void failWaiting(PaperTraderException reason) {
        List<PendingRequest> failed = List.copyOf(waiting);
        waiting.clear();
        failed.forEach(pending -> pending.fail(reason));
    }
}
