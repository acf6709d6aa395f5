package io.papertrader.cli.session;

import io.papertrader.client.connection.ConnectionNotice;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.WorkerAddress;
import java.util.Optional;

/** The worker that a client has reached, the last one where there were several. */
public final class Reached {
    private volatile Optional<WorkerAddress> worker = Optional.empty();

    private Reached() {}

    /** Listens to a client that has asked nothing yet. */
    static Reached by(PaperTraderClient client) {
        Reached reached = new Reached();
        client.onConnectionNotice(reached::heard);
        return reached;
    }

    private void heard(ConnectionNotice notice) {
        switch (notice) {
            case ConnectionNotice.Connected first -> worker = Optional.of(first.worker());
            case ConnectionNotice.Reconnected again -> worker = Optional.of(again.worker());
            default -> {
                // Nobody new is reached.
            }
        }
    }

    Optional<WorkerAddress> worker() {
        return worker;
    }
}
