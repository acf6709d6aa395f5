package io.papertrader.worker.clients;

import jakarta.enterprise.context.ApplicationScoped;

/** Where the worker listens in this test. */
@ApplicationScoped
public class Ports {
    private final ClientListener listener;

    Ports(ClientListener listener) {
        this.listener = listener;
    }

    public int clients() {
        return listener.port();
    }
}
