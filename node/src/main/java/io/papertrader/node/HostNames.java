package io.papertrader.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Looks host names up on a worker thread: Java's look-up blocks, for many seconds where a name server does not answer,
 * and an event loop has others to serve.
 */
@ApplicationScoped
public class HostNames {
    private final Vertx vertx;

    HostNames(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The IP address of a host, which may be one already; fails with an {@link IOException} whose message says why. */
    public Future<String> address(String host) {
        return vertx.executeBlocking(() -> lookUp(host), false);
    }

    private static String lookUp(String host) throws IOException {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IOException("no address is known for " + e.getMessage(), e);
        }
    }
}
