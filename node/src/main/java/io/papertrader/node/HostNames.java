package io.papertrader.node;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks host names up, each on a thread of its own: Java's look-up blocks, for many seconds where a name server does
 * not answer. An event loop has others to serve meanwhile, the pool for what blocks has other work, and a server that
 * stops waits for neither.
 */
@ApplicationScoped
public class HostNames {
    private final Vertx vertx;

    /** Names that are being looked up; whoever asks for one of them waits for the same answer. */
    private final Map<String, Future<String>> underWay = new ConcurrentHashMap<>();

    HostNames(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * The IP address of a host, which may be one already, told on the caller's context; fails with an
     * {@link IOException} whose message says why.
     */
    public Future<String> address(String host) {
        Context context = vertx.getOrCreateContext();
        Promise<String> told = Promise.promise();
        underWay.computeIfAbsent(host, this::begin)
                .onComplete(answer -> context.runOnContext(run -> told.handle(answer)));
        return told.future();
    }

    private Future<String> begin(String host) {
        Promise<String> found = Promise.promise();
        Thread.ofPlatform().daemon().name("look-up of " + host).start(() -> {
            AsyncResult<String> answer = lookUp(host);
            underWay.remove(host);
            found.handle(answer);
        });
        return found.future();
    }

    private static Future<String> lookUp(String host) {
        try {
            return Future.succeededFuture(InetAddress.getByName(host).getHostAddress());
        } catch (UnknownHostException e) {
            return Future.failedFuture(new IOException("no address is known for " + e.getMessage(), e));
        } catch (RuntimeException e) {
            return Future.failedFuture(new IOException("the address of " + host + " cannot be looked up", e));
        }
    }
}
