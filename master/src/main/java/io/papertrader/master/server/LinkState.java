package io.papertrader.master.server;

/**
 * The state of a worker's link.
 *
 * <pre>
 *   Welcomed --first record opens--> Connected --stop--> Draining --idle--> Drained
 *      |                                 |                  |                  |
 *      +---------- stop: Drained --------+---- closed ------+------ closed ----+--> Gone
 * </pre>
 *
 * A link that is welcomed only has shown a hello, which somebody may have recorded; one whose record opens has the
 * keys.
 */
sealed interface LinkState {
    /** The master has answered the hello. */
    record Welcomed() implements LinkState {
        Connected opened() {
            return new Connected();
        }
    }

    /** The worker has the keys: it is counted, named to clients and told of what happens. */
    record Connected() implements LinkState {}

    /** No request is taken any more; those that have a place are answered. */
    record Draining(Runnable whenDrained) implements LinkState {
        /** Tells it once. */
        Drained idle() {
            whenDrained.run();
            return new Drained();
        }
    }

    /** All is answered. */
    record Drained() implements LinkState {}

    /** The socket is closed. */
    record Gone() implements LinkState {}

    /** A stop, told as drained at once where nothing is worked on. */
    default LinkState drain(Runnable whenDrained, boolean isIdle) {
        return switch (this) {
            case Connected _ -> isIdle ? new Draining(whenDrained).idle() : new Draining(whenDrained);
            case Welcomed _, Drained _, Gone _, Draining _ -> new Draining(whenDrained).idle();
        };
    }

    /** The socket's end; nothing more is answered then. */
    default Gone end() {
        if (this instanceof Draining draining) {
            draining.idle();
        }
        return new Gone();
    }
}
