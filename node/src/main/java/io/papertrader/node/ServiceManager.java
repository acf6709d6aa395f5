package io.papertrader.node;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells systemd that the server has started (a unit of {@code Type=notify}), where it was started by one. Java cannot write
 * to the datagram socket that systemd listens on; systemd's own program for scripts can.
 */
@ApplicationScoped
public class ServiceManager {
    private static final Logger LOG = Logger.getLogger(ServiceManager.class);

    private final boolean isListening;
    private final AtomicBoolean told = new AtomicBoolean();

    ServiceManager(@ConfigProperty(name = "NOTIFY_SOCKET") Optional<String> socket) {
        this.isListening = socket.isPresent();
    }

    /** The server answers, or stands by to. Once is enough. */
    public void ready() {
        if (isListening && told.compareAndSet(false, true)) {
            try {
                new ProcessBuilder("systemd-notify", "--ready").inheritIO().start();
            } catch (IOException e) {
                LOG.errorf("systemd cannot be told that the server is ready: %s", e.getMessage());
            }
        }
    }
}
