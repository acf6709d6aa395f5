package io.papertrader.master.server;

import io.papertrader.master.Await;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The ports on which the master listens in this test, which begins when it does. */
@ApplicationScoped
public class Ports {
    private static final int LAST = Integer.MAX_VALUE;

    private final Listener listener;

    Ports(Listener listener) {
        this.listener = listener;
    }

    void awaitOpen(@Observes @Priority(LAST) StartupEvent event) {
        Await.until(listener::isOpen);
    }

    public int workers() {
        return listener.port();
    }
}
