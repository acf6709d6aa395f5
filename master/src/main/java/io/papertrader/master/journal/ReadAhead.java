package io.papertrader.master.journal;

import io.papertrader.market.Need;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads portfolios that a clearing or a corporate action comes to next before it needs them, so that it need not wait
 * for each. One reading at a time.
 */
final class ReadAhead {
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
            read(reader.all(missing)
                    .map(found -> found.stream().map(Lookups.Found::of).toList()));
        }
    }

    /** Begins to read whom a corporate action comes to next. */
    void read(Need.OfHolders wanted) {
        read(actions.holders(wanted).map(found -> List.of(new Lookups.Found(found, Optional.empty()))));
    }

    private void read(Uni<List<Lookups.Found>> reading) {
        if (isReading) {
            return;
        }
        isReading = true;
        long asOf = durable.getAsLong();
        reading.onFailure(failure -> !(failure instanceof BrokenJournal))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(
                        found -> listener.onTurn(() -> found(found, asOf)),
                        broken -> listener.onTurn(() -> unread(broken)));
    }

    private void found(List<Lookups.Found> found, long asOf) {
        isReading = false;
        found.forEach(each -> listener.found(each, asOf));
        listener.goOn(List.of());
    }

    /** The clearing cannot go on, and nothing is guessed. */
    private static void unread(Throwable broken) {
        throw new IllegalStateException("A portfolio that is due cannot be read", broken);
    }
}
