package io.papertrader.worker.clients;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ports on which the worker listens in this test. */
@ApplicationScoped
public class Ports {
    private final Doors doors;
    private final boolean isOverWebSocket;
    private Optional<Bridge> bridge = Optional.empty();

    Ports(Doors doors, @ConfigProperty(name = OverWebSocket.PROPERTY, defaultValue = "false") boolean isOverWebSocket) {
        this.doors = doors;
        this.isOverWebSocket = isOverWebSocket;
    }

    public int browsers() {
        return doors.webSocketPort();
    }

    /** The port for programs, or one that leads to the door for browsers. */
    public synchronized int clients() {
        if (!isOverWebSocket) {
            return doors.port();
        }
        if (bridge.isEmpty()) {
            bridge = Optional.of(new Bridge(doors));
        }
        return bridge.get().port();
    }
}
