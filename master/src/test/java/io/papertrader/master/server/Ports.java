package io.papertrader.master.server;

import jakarta.enterprise.context.ApplicationScoped;

/** Where the master listens in this test. */
@ApplicationScoped
public class Ports {
    private final Listener listener;

    Ports(Listener listener) {
        this.listener = listener;
    }

    public boolean isOpen() {
        return listener.isOpen();
    }

    public int workers() {
        return listener.port();
    }
}
