package io.papertrader.client.connection;

import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds a worker that takes a connection: a tour through all of them, then a pause that grows, and so on. */
final class Connector {
    /** Who waits for a connection. */
    interface Observer {
        /** A worker took the connection. */
        void connected(WorkerAddress address, NetSocket socket);

        /** No worker did; the reason names every one that was tried. */
        void notFound(String reason);
    }

    private final Vertx vertx;
    private final NetClient net;
    private final WorkerList workers;
    private final Backoff backoff;
    private final Observer observer;
    private int failures;
    private boolean isSeeking;
    private boolean isStopped;

    Connector(Vertx vertx, NetClient net, WorkerList workers, Backoff backoff, Observer observer) {
        this.vertx = vertx;
        this.net = net;
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
        net.connect(address.port(), address.host()).onComplete(outcome -> {
            if (outcome.succeeded()) {
                isSeeking = false;
                observer.connected(address, outcome.result());
            } else {
                tried.add(address + " (" + reason(outcome.cause()) + ")");
                tryNext(rest, tried);
            }
        });
    }

    /** Netty repeats the address behind the reason, and some causes have no message at all. */
    private static String reason(Throwable cause) {
        if (causes(cause).anyMatch(CertificateException.class::isInstance)) {
            return "its certificate is not accepted: "
                    + causes(cause).reduce((first, next) -> next).orElse(cause).getMessage();
        }
        String message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        int address = message.indexOf(": ");
        return message.startsWith("Connection refused") && address > 0 ? message.substring(0, address) : message;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
