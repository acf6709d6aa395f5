package io.papertrader.master.journal;

import io.papertrader.vocabulary.PortfolioId;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Reads portfolios that a clearing comes to next before it needs them, so that it need not wait for each. One reading at a time. */
final class ReadAhead {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final JournalReader reader;
    private final LongSupplier durable;
    private final Lookups.Listener listener;
    private boolean isReading;

    ReadAhead(JournalReader reader, LongSupplier durable, Lookups.Listener listener) {
        this.reader = reader;
        this.durable = durable;
        this.listener = listener;
    }

    /** Begins to read these; while others are being read, ask again later. */
    void read(List<PortfolioId> missing) {
        if (isReading || missing.isEmpty()) {
            return;
        }
        isReading = true;
        long asOf = durable.getAsLong();
        reader.all(missing)
                .onFailure(failure -> !(failure instanceof BrokenJournal))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(
                        found -> listener.onTurn(() -> found(found, asOf)),
                        broken -> listener.onTurn(() -> unread(broken)));
    }

    private void found(List<Recalled> found, long asOf) {
        isReading = false;
        found.forEach(each -> listener.found(Lookups.Found.of(each), asOf));
        listener.goOn(List.of());
    }

    /** The clearing cannot go on, and nothing is guessed. */
    private static void unread(Throwable broken) {
        throw new IllegalStateException("A portfolio that is due cannot be read", broken);
    }
}
