package io.papertrader.codec.message;

import io.papertrader.codec.wire.Layout;

/** News of the worker that a client is connected to. */
public sealed interface WorkersEvent extends Event {
    /**
     * The worker is about to stop: it answers what it is asked until the client closes the connection, for a few
     * seconds at most. Further requests go to another connection, which this worker takes no more.
     */
    record WorkerStopping() implements WorkersEvent {
        static final Layout<WorkerStopping> LAYOUT = Layout.of(WorkerStopping.class, WorkerStopping::new);
    }
}
