package io.papertrader.worker.master;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.node.Ticks;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks for the master that leads. Goes to all that are known at once, and to each again after pauses of its own, until
 * one takes this worker: one that is silent, as a frozen machine or a dead network is, delays no other. Belongs to the
 * link's event loop.
 *
 * @param <C> the connection that a master gives when it takes this worker
 */
final class Search<C> {
    private static final Logger LOG = Logger.getLogger(Search.class);

    /** The time after a loss in which another master may be about to take over, and is not kept waiting. */
    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    /** The longest pause meanwhile: part of the five seconds in which clients are to be served again. */
    private static final Duration TAKEOVER_PAUSE = Duration.ofMillis(500);

    private final List<WorkerAddress> masters;
    private final Supplier<RetryPauses> pauses;
    private final Ticks ticks;
    private final Timer timer;
    private final Function<WorkerAddress, Future<C>> goTo;
    private final Consumer<C> leave;
    private int number;
    private long begin;

    /** Does something later, on the link's event loop. */
    interface Timer {
        /** Runs something after so long. */
        void after(Duration pause, Runnable what);
    }

    /**
     * Nothing is looked for yet.
     *
     * @param pauses between tries at one master
     * @param goTo tries one of them
     * @param leave ends what a master gave for whom there is no use any more
     */
    Search(
            List<WorkerAddress> masters,
            Supplier<RetryPauses> pauses,
            Ticks ticks,
            Timer timer,
            Function<WorkerAddress, Future<C>> goTo,
            Consumer<C> leave) {
        this.masters = List.copyOf(masters);
        this.pauses = pauses;
        this.ticks = ticks;
        this.timer = timer;
        this.goTo = goTo;
        this.leave = leave;
    }

    /** Looks until the first is found. */
    void begin(Consumer<C> found) {
        begin = ticks.nanos();
        int search = ++number;
        masters.forEach(master -> new Approach(search, master, found).go());
    }

    /** Looks no more. */
    void end() {
        number++;
    }

    /** The tries at one master. */
    private final class Approach {
        private final int search;
        private final WorkerAddress master;
        private final Consumer<C> found;
        private final RetryPauses backoff = pauses.get();
        private String told = "";

        private Approach(int search, WorkerAddress master, Consumer<C> found) {
            this.search = search;
            this.master = master;
            this.found = found;
        }

        private void go() {
            if (isCurrent()) {
                goTo.apply(master).onSuccess(this::arrived).onFailure(this::failed);
            }
        }

        private boolean isCurrent() {
            return search == number;
        }

        private void arrived(C taken) {
            if (isCurrent()) {
                end();
                found.accept(taken);
            } else {
                leave.accept(taken);
            }
        }

        private void failed(Throwable reason) {
            if (isCurrent()) {
                boolean isSoon = mayTakeOver(reason);
                tell(reason, isSoon);
                Duration pause = backoff.next();
                timer.after(isSoon && pause.compareTo(TAKEOVER_PAUSE) > 0 ? TAKEOVER_PAUSE : pause, this::go);
            }
        }

        /** A master that refuses this worker, or a key that cannot be read, will do no better in a moment. */
        private boolean mayTakeOver(Throwable reason) {
            return !(reason instanceof LinkFault) && ticks.nanos() - begin < TAKEOVER.toNanos();
        }

        /** While it is tried often, the same is told once. */
        private void tell(Throwable reason, boolean isSoon) {
            String message = Objects.toString(reason.getMessage(), reason.toString());
            if (!isSoon || !message.equals(told)) {
                told = message;
                // A defect here, and not trouble on the way, is told with its trace.
                LOG.warnf(
                        reason instanceof RuntimeException ? reason : null,
                        "No link to the master at %s: %s",
                        master,
                        message);
            }
        }
    }
}
