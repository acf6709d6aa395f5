package io.papertrader.node;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells systemd that the server has started (a unit of {@code Type=notify}), and from then on that it is alive
 * ({@code WatchdogSec=}), where it was started by one that listens. Java cannot write to the datagram socket that
 * systemd listens on; systemd's own program for scripts can.
 */
@ApplicationScoped
public class ServiceManager {
    private static final Logger LOG = Logger.getLogger(ServiceManager.class);

    /** The signs of life in the time after which systemd misses them. */
    private static final int SIGNS = 3;

    private final Vertx vertx;
    private final boolean isListening;
    private final Optional<Long> watchdogMicros;
    private final AtomicBoolean told = new AtomicBoolean();

    ServiceManager(
            Vertx vertx,
            @ConfigProperty(name = "NOTIFY_SOCKET") Optional<String> socket,
            @ConfigProperty(name = "WATCHDOG_USEC") Optional<Long> watchdogMicros) {
        this.vertx = vertx;
        this.isListening = socket.isPresent();
        this.watchdogMicros = watchdogMicros;
    }

    /** The server answers, or stands by to. Once is enough. */
    public void ready() {
        if (isListening && told.compareAndSet(false, true)) {
            tell("--ready");
            watchdogMicros.map(TimeUnit.MICROSECONDS::toMillis).ifPresent(this::giveSignsOfLife);
        }
    }

    /** Gives signs of life from an event loop: one that hangs gives none. */
    private void giveSignsOfLife(long patienceMillis) {
        vertx.setPeriodic(
                Math.max(1, patienceMillis / SIGNS), timer -> vertx.executeBlocking(() -> tell("WATCHDOG=1"), false));
    }

    private boolean tell(String word) {
        try {
            new ProcessBuilder("systemd-notify", word).inheritIO().start();
            return true;
        } catch (IOException e) {
            LOG.errorf("systemd cannot be told %s: %s", word, e.getMessage());
            return false;
        }
    }
}
