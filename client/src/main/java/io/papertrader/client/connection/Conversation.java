package io.papertrader.client.connection;

import io.papertrader.client.connection.ConnectionNotice.Connected;
import io.papertrader.client.connection.ConnectionNotice.Lost;
import io.papertrader.client.connection.ConnectionNotice.NoWorker;
import io.papertrader.client.connection.ConnectionNotice.Reconnected;
import io.papertrader.client.connection.ConnectionNotice.WorkerLeaving;
import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that one client asks of the network, over as many connections as it takes, one at a time. Every method must be
 * called on the client's event loop: this is what makes the order of requests the order of the calls.
 */
final class Conversation implements Connector.Observer, WorkerConnection.Observer {
    private final Vertx vertx;
    private final ClientOptions options;
    private final WorkerList workers;
    private final BoundSession session;
    private final Connector connector;
    private final Listeners listeners;
    private final Renewal renewal;
    private final OrderInquiries orders;
    private final RequestQueue queue;
    private Optional<WorkerConnection> current = Optional.empty();
    private int connections;
    /** Connections in a row that ended {@link ConnectionEnd.Kind#UNMET}. */
    private int unmet;

    Conversation(Vertx vertx, Dialer net, ClientOptions options, Listeners listeners) {
        this.vertx = vertx;
        this.options = options;
        this.workers = new WorkerList(options.workers());
        this.session = new BoundSession(workers);
        this.connector = new Connector(vertx, net, workers, options.backoff(), this);
        this.listeners = listeners;
        this.queue = new RequestQueue(options.maxOutstanding());
        this.orders = new OrderInquiries(vertx, options, this::submit);
        this.renewal = new Renewal(
                session, listeners, () -> new Insistence(vertx, options.backoff(), this::askHere), this::askInSession);
    }

    /** Asks. The request's own bounds are checked before anything is sent. */
    Future<Reply> ask(Supplier<Request> make) {
        return inBounds(make, request -> submit(new PendingRequest(request)));
    }

    private static <R extends Request> Future<Reply> inBounds(Supplier<R> make, Function<R, Future<Reply>> ask) {
        try {
            return ask.apply(make.get());
        } catch (IllegalArgumentException outOfBounds) {
            return Future.failedFuture(
                    new RefusedException(FailCode.BAD_ARGUMENT, String.valueOf(outOfBounds.getMessage())));
        }
    }

    /** Asks in the name of the session; fails where there is none. */
    Future<Reply> askWithSession(Function<SessionId, Request> make) {
        return session.id()
                .map(id -> ask(() -> make.apply(id)))
                .orElseGet(() -> Future.failedFuture(session.absence()));
    }

    /**
     * Places the order, and asks until it is known whether it is. All of it is asked for the session of now: under
     * another account the same id would be another order.
     */
    Future<Reply> place(Function<SessionId, PlaceOrder> make) {
        return session.id()
                .map(id -> inBounds(() -> make.apply(id), orders::place))
                .orElseGet(() -> Future.failedFuture(session.absence()));
    }

    /** Cancels the order, and asks until it is known whether it is. */
    Future<Reply> cancel(TransactionId order) {
        return session.id()
                .map(id -> orders.cancel(new CancelOrder(id, order)))
                .orElseGet(() -> Future.failedFuture(session.absence()));
    }

    private Future<Reply> askInSession(Request request) {
        return askWithSession(id -> request);
    }

    /** Speaks for this session from here on. */
    Future<Reply> resume(SessionId id) {
        session.take(id);
        return ask(() -> new SessionRequest.LoginSession(id));
    }

    /** The account's events, as they are told over all connections. */
    EventCount eventCount() {
        return renewal.eventCount();
    }

    /** The account's corporate actions, as they are told over all connections. */
    ActionCount actionCount() {
        return renewal.actionCount();
    }

    /** The values that are told over all connections. */
    ValueSubscription values() {
        return renewal.values();
    }

    /** Fails all that has no answer, and takes nothing more. */
    void close() {
        queue.close();
        connector.stop();
        current.ifPresent(open -> open.end(new ConnectionEnd(ConnectionEnd.Kind.CLOSED, "the client was closed")));
        queue.fail(new UnreachableException("the client was closed"));
        orders.close();
    }

    private Future<Reply> submit(PendingRequest pending) {
        if (queue.admit(pending)) {
            follow(pending);
            queue.add(pending);
            sendWaiting();
        }
        return pending.future();
    }

    /** Asks on the connection that there is now, and on no other. */
    private Future<Reply> askHere(Request request) {
        PendingRequest pending = PendingRequest.internal(request);
        Optional<WorkerConnection> open = current.filter(connection -> !connection.isRetired());
        boolean isPossible = session.isEnoughFor(pending.instruction());
        if (open.isEmpty() || !isPossible || !open.get().canSend(pending.instruction(), session.id())) {
            return Future.failedFuture(new UnreachableException("there is no connection for this"));
        }
        follow(pending);
        open.get().send(pending, session.id());
        return pending.future();
    }

    /**
     * Sees to it that the request ends in time, and that its answer has its consequences before whoever asked sees it.
     */
    private void follow(PendingRequest pending) {
        long timer = vertx.setTimer(options.requestTimeout().toMillis(), fired -> timedOut(pending));
        pending.future().onComplete(outcome -> vertx.cancelTimer(timer));
        session.follow(pending);
        pending.future()
                .onSuccess(reply -> {
                    if (reply instanceof Reply.SessionBegun begun) {
                        renewal.began(begun, pending.request());
                    }
                })
                .onFailure(reason -> renewal.failed(pending.request()));
    }

    private void sendWaiting() {
        if (current.isEmpty() && !queue.isEmpty()) {
            connector.seek();
        }
        while (!queue.isEmpty() && current.filter(open -> !open.isRetired()).isPresent()) {
            WorkerConnection connection = current.get();
            if (!connection.isReadyFor(queue.next())) {
                connection.prove();
                return;
            }
            sendNext(connection);
        }
    }

    private void sendNext(WorkerConnection connection) {
        PendingRequest next = queue.next();
        if (!session.isEnoughFor(next.instruction())) {
            queue.take().fail(session.absence());
        } else if (renewal.isForAnotherConnection(next.request())) {
            connection.retire("another session begins");
        } else if (connection.canSend(next.instruction(), session.id())) {
            connection.send(queue.take(), session.id());
        } else {
            connection.retire("the connection could not change its state");
        }
    }

    /** A worker that lets a request wait for so long is given up: all behind it would wait as well. */
    private void timedOut(PendingRequest pending) {
        String reason = "no answer within " + options.requestTimeout().toMillis() + " ms";
        if (queue.remove(pending)) {
            pending.fail(new UnreachableException(reason));
        } else {
            pending.failUnanswered(FailCode.UNAVAILABLE, reason);
            current.ifPresent(open -> open.end(new ConnectionEnd(ConnectionEnd.Kind.TIMED_OUT, reason)));
        }
    }

    @Override
    public void connected(WorkerAddress address, NetSocket socket) {
        if (queue.isClosed()) {
            socket.close();
            return;
        }
        workers.prefer(address);
        WorkerConnection connection = new WorkerConnection(address, socket, connector.isEncrypted(address), this);
        current = Optional.of(connection);
        connection.start();
        listeners.notice(connections++ == 0 ? new Connected(address) : new Reconnected(address));
        renewal.connected(address, queue.hasLogin());
        sendWaiting();
    }

    @Override
    public void notFound(String reason) {
        listeners.notice(new NoWorker(reason));
        if (options.isFailFast()) {
            queue.fail(new UnreachableException(reason));
        } else {
            connector.seek();
        }
    }

    @Override
    public void proven(WorkerConnection connection) {
        connector.succeeded();
        unmet = 0;
        sendWaiting();
    }

    @Override
    public void event(Event event) {
        renewal.heard(event);
    }

    @Override
    public void leaving(WorkerConnection connection) {
        listeners.notice(new WorkerLeaving(connection.address()));
    }

    @Override
    public void ended(
            WorkerConnection connection,
            ConnectionEnd ending,
            List<PendingRequest> undone,
            List<PendingRequest> unanswered) {
        current = Optional.empty();
        renewal.disconnected();
        if (ending.kind() != ConnectionEnd.Kind.CLOSED) {
            listeners.notice(new Lost(connection.address(), ending.reason()));
        }
        if (ending.kind() != ConnectionEnd.Kind.RETIRED) {
            connector.failed();
        }
        if (ending.kind() == ConnectionEnd.Kind.UNMET) {
            unmet++;
        }
        if (ending.isWorkersFault()) {
            workers.avoid(connection.address());
        }
        unanswered.reversed().forEach(pending -> sendAgainOrFail(pending, ending));
        undone.reversed().stream().filter(pending -> !pending.isDone()).forEach(queue::putBack);
        if (options.isFailFast() && unmet > workers.tour().size()) {
            queue.fail(new UnreachableException(ending.reason()));
        }
        // Events of the session must not stop because nobody asks anything.
        if (session.id().isPresent()) {
            connector.seek();
        }
        sendWaiting();
    }

    private void sendAgainOrFail(PendingRequest pending, ConnectionEnd ending) {
        if (ending.mayBeRepeated() && pending.isWorthAnotherSend()) {
            pending.lost();
            queue.putBack(pending);
        } else {
            pending.failUnanswered(ending.code(), ending.reason());
        }
    }
}
