package io.papertrader.client.connection;

import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Finds a worker that takes a connection: a tour through all of them, then a pause that grows, and so on. */
final class Connector {
    /** The part of a client that waits for a connection. */
    interface Observer {
        /** A worker took the connection. */
        void connected(WorkerAddress address, NetSocket socket);

        /** No worker did; the reason names every one that was tried. */
        void notFound(String reason);
    }

    private final Vertx vertx;
    private final Dialer dialer;
    private final WorkerList workers;
    private final Backoff backoff;
    private final Observer observer;
    private int failures;
    private boolean isSeeking;
    private boolean isStopped;

    Connector(Vertx vertx, Dialer dialer, WorkerList workers, Backoff backoff, Observer observer) {
        this.vertx = vertx;
        this.dialer = dialer;
        this.workers = workers;
        this.backoff = backoff;
        this.observer = observer;
    }

    /** Begins a tour, where none is under way. */
    void seek() {
        if (isSeeking || isStopped) {
            return;
        }
        isSeeking = true;
        Duration pause = backoff.pause(failures);
        if (pause.isZero()) {
            tour();
        } else {
            vertx.setTimer(pause.toMillis(), timer -> tour());
        }
    }

    /** Seeks no more. */
    void stop() {
        isStopped = true;
    }

    boolean isEncrypted(WorkerAddress worker) {
        return dialer.isEncrypted(worker);
    }

    /** A connection is good: the next pause is a short one again. */
    void succeeded() {
        failures = 0;
    }

    /** A connection is gone. */
    void failed() {
        failures++;
    }

    private void tour() {
        List<WorkerAddress> addresses = workers.tour();
        tryNext(addresses.iterator(), new ArrayList<>(addresses.size()));
    }

    private void tryNext(Iterator<WorkerAddress> rest, List<String> tried) {
        if (isStopped) {
            return;
        }
        if (!rest.hasNext()) {
            isSeeking = false;
            failures++;
            observer.notFound("no worker could be reached; tried " + String.join(", ", tried));
            return;
        }
        WorkerAddress address = rest.next();
        dialer.dial(address).onComplete(outcome -> {
            if (outcome.succeeded()) {
                isSeeking = false;
                observer.connected(address, outcome.result());
            } else {
                tried.add(address + " (" + ConnectFault.reason(outcome.cause()) + ")");
                tryNext(rest, tried);
            }
        });
    }
}
