package io.papertrader.worker.clients;

import io.papertrader.worker.account.AuthorisationTunnel;
import io.papertrader.worker.session.LiveSessions;
import io.papertrader.worker.session.VerifiedSessions;
import jakarta.enterprise.context.ApplicationScoped;

/** What every connection works with. */
@ApplicationScoped
class ClientParts {
    private final ClientsConfig config;
    private final Requests requests;
    private final VerifiedSessions sessions;
    private final LiveSessions live;
    private final AuthorisationTunnel tunnel;
    private final RequestMetrics metrics;

    ClientParts(
            ClientsConfig config,
            Requests requests,
            VerifiedSessions sessions,
            LiveSessions live,
            AuthorisationTunnel tunnel,
            RequestMetrics metrics) {
        this.config = config;
        this.requests = requests;
        this.sessions = sessions;
        this.live = live;
        this.tunnel = tunnel;
        this.metrics = metrics;
    }

    ClientsConfig config() {
        return config;
    }

    Requests requests() {
        return requests;
    }

    VerifiedSessions sessions() {
        return sessions;
    }

    LiveSessions live() {
        return live;
    }

    AuthorisationTunnel tunnel() {
        return tunnel;
    }

    RequestMetrics metrics() {
        return metrics;
    }
}
