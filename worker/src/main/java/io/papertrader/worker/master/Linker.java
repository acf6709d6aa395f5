package io.papertrader.worker.master;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.node.Ticks;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes a link to the master, and another when it is gone, until it is stopped (specification 3.2.2). */
@Singleton
class Linker {
    private static final Logger LOG = Logger.getLogger(Linker.class);

    private final Vertx vertx;
    private final InstantSource time;
    private final Search<MasterConnector.Connected> search;
    private Context context;
    private Observer observer;
    private Optional<SealedLink> current = Optional.empty();
    private volatile boolean stopped;

    Linker(
            Vertx vertx,
            MasterConnector connector,
            MasterLinkConfig config,
            SecureRandom random,
            Ticks ticks,
            InstantSource time) {
        this.vertx = vertx;
        this.time = time;
        this.search = new Search<>(
                config.master().address(),
                () -> new RetryPauses(
                        config.master().firstRetry(), config.master().longestRetry(), random),
                ticks,
                this::after,
                master -> connector.connect(context, master),
                late -> late.socket().close());
    }

    /** Hears of links and of what comes over them, on the link's event loop. */
    interface Observer {
        /** There is a link. */
        void linked(SealedLink link);

        /** A record has come over it. */
        void received(LinkRecord record);

        /** The link can take more. */
        void drained();

        /** The link is gone; true where it was the last. */
        void unlinked(boolean isLast);
    }

    void start(Context loop, Observer hears) {
        context = loop;
        observer = hears;
        context.runOnContext(now -> search.begin(this::established));
    }

    /** Connects no more, and closes the link when all that was sent is taken. */
    void stop() {
        stopped = true;
        context.runOnContext(now -> {
            search.end();
            current.ifPresent(SealedLink::close);
        });
    }

    /** Gives up the link, for this reason; on the link's event loop. */
    void giveUp(String reason) {
        current.ifPresent(link -> {
            LOG.warnf("The link to the master is given up: %s", reason);
            link.cut();
            gone(link);
        });
    }

    private void after(Duration pause, Runnable what) {
        vertx.setTimer(Math.max(1, pause.toMillis()), tick -> context.runOnContext(now -> what.run()));
    }

    private void established(MasterConnector.Connected connected) {
        SealedLink link = new SealedLink(
                connected.socket(), connected.established().traffic(), time, this::received, this::faulty);
        if (stopped) {
            link.cut();
            return;
        }
        current = Optional.of(link);
        LOG.infof(
                "Linked to the master at %s, epoch %d",
                connected.master(), connected.established().epoch());
        link.onDrained(observer::drained);
        observer.linked(link);
        // Behind that: it may have closed already, and a link that is gone was there before.
        connected.closed().onSuccess(closed -> gone(link));
        link.begin(connected.rest());
        connected.socket().resume();
    }

    /** A link that was given up may still hold records. */
    private void received(SealedLink link, LinkRecord record) {
        if (isCurrent(link)) {
            observer.received(record);
        }
    }

    private void faulty(SealedLink link, LinkFault fault) {
        if (isCurrent(link)) {
            giveUp(fault.reason());
        }
    }

    private boolean isCurrent(SealedLink link) {
        return current.filter(link::equals).isPresent();
    }

    private void gone(SealedLink link) {
        if (!isCurrent(link)) {
            return;
        }
        current = Optional.empty();
        if (!stopped) {
            LOG.warn("The link to the master is gone");
        }
        observer.unlinked(stopped);
        if (!stopped) {
            search.begin(this::established);
        }
    }
}
