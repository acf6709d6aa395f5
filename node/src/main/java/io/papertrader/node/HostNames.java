package io.papertrader.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks host names up on a worker thread: Java's look-up blocks, for many seconds where no name server answers, and an event
 * loop has others to serve.
 */
@ApplicationScoped
public class HostNames {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Vertx vertx;

    HostNames(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The IP address of a host, which may be one already; fails with an {@link IOException} whose message says why. */
    public Future<String> address(String host) {
        return vertx.executeBlocking(() -> InetAddress.getByName(host).getHostAddress(), false)
                .timeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(new IOException(reason(failure, host), failure)));
    }

    private static String reason(Throwable failure, String host) {
        return switch (failure) {
            case UnknownHostException unknown -> "no address is known for " + host;
            case TimeoutException late ->
                "no address was told for " + host + " in " + PATIENCE.toSeconds() + " seconds";
            default -> failure.getMessage();
        };
    }
}
