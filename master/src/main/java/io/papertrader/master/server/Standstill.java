package io.papertrader.master.server;

import io.papertrader.master.update.UpdateCycle;
import jakarta.enterprise.context.ApplicationScoped;

/** The end of all work: no updates, no workers, no operators. A master does not come back from it; its process ends. */
@ApplicationScoped
public class Standstill {
    private final UpdateCycle updates;
    private final Listener listener;

    Standstill(UpdateCycle updates, Listener listener) {
        this.updates = updates;
        this.listener = listener;
    }

    /** Lets what is worked on finish, within a bound. Blocks. */
    public void begin() throws InterruptedException {
        updates.stop();
        listener.close();
    }
}
