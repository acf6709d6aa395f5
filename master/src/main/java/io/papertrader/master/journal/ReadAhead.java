package io.papertrader.master.journal;

import io.papertrader.market.Need;
import io.papertrader.market.Recall;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jboss.logging.Logger;

/**
 * Reads portfolios that a clearing or a corporate action comes to next before it needs them, so that it need not wait
 * for each. One reading at a time.
 */
final class ReadAhead {
    private static final Logger LOG = Logger.getLogger(ReadAhead.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final JournalReader reader;
    private final ActionReader actions;
    private final LongSupplier durable;
    private final Lookups.Listener listener;
    private boolean isReading;

    ReadAhead(JournalReader reader, ActionReader actions, LongSupplier durable, Lookups.Listener listener) {
        this.reader = reader;
        this.actions = actions;
        this.durable = durable;
        this.listener = listener;
    }

    /** Begins to read these; while others are being read, ask again later. */
    void read(List<PortfolioId> missing) {
        if (!missing.isEmpty()) {
            begin(reader.readings(missing), (found, asOf) -> found.tell(listener, asOf));
        }
    }

    /** Begins to read who waits. */
    void readWaiting() {
        begin(reader.waiting(), this::tell);
    }

    /** Begins to read whom a corporate action comes to next. */
    void read(Need.OfHolders wanted) {
        begin(actions.holders(wanted), this::tell);
    }

    private void tell(Recall found, long asOf) {
        listener.found(new Lookups.Found(found, Optional.empty()), asOf);
    }

    private <T> void begin(Uni<T> reading, ObjLongConsumer<T> taken) {
        if (isReading) {
            return;
        }
        isReading = true;
        long asOf = durable.getAsLong();
        reading.onFailure()
                .invoke(failure -> LOG.warnf("What is due next cannot be read; trying again: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(found -> listener.onTurn(() -> {
                    isReading = false;
                    taken.accept(found, asOf);
                    listener.goOn(List.of());
                }));
    }
}
