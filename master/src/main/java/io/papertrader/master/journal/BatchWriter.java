package io.papertrader.master.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Batches on their way to the journal, one behind the other. What Postgres refuses for what is in it is written again
 * in halves, as it was decided, until the one event is alone that cannot be booked: all that was decided before it is
 * durable then, and memory has to be read anew once.
 *
 * <pre>
 *   writing --all written--&gt; writing
 *           --refused for what is in it--&gt; mending --all written in parts--&gt; writing
 *                                                   --one event is refused--&gt; over
 *           --another failure--&gt; over
 * </pre>
 */
final class BatchWriter {
    /** Classes of Postgres's errors: data, constraints, what a function raises. */
    private static final Set<String> OF_CONTENT = Set.of("22", "23", "P0");

    private final Appender journal;
    private final Listener listener;
    private final Deque<Batch> onTheWay = new ArrayDeque<>();
    private long lastBatch;
    private boolean isMending;

    /** The end of the journal, where batches are appended. */
    interface Appender {
        /**
         * Appends all of it, or fails and has appended nothing, or loses the lead and does not know. A further batch
         * can be appended before this one is: it fails where this one does.
         *
         * @param number one more than that of the batch before
         */
        Uni<Void> append(Batch batch, long number);

        /** Ends when all that was to be appended before is, or has failed. */
        Uni<Void> appended();

        /** Ends when it is certain that nobody else can have appended anything. */
        Uni<Void> confirmed();
    }

    /** The one who decides; every call is on the market's turn. */
    interface Listener {
        /** Does this as soon as it is the market's turn. */
        void onTurn(Runnable work);

        /** A batch, or a part of one, is durable. */
        void committed(Batch batch);

        /** The journal does not take this event, and has all that was decided before it. */
        void unbookable(Batch.Written event, Throwable failure);

        /** A batch could not be written, and nothing behind it. */
        void broken(Batch batch, Throwable failure);
    }

    /** Begins behind this batch of the journal. */
    BatchWriter(Appender journal, long lastBatch, Listener listener) {
        this.journal = journal;
        this.lastBatch = lastBatch;
        this.listener = listener;
    }

    /** A batch can be sent behind those on the way. */
    boolean canSend(int mostOnTheWay) {
        return !isMending && onTheWay.size() < mostOnTheWay;
    }

    boolean isEmpty() {
        return onTheWay.isEmpty();
    }

    Optional<Batch> last() {
        return Optional.ofNullable(onTheWay.peekLast());
    }

    /** Those that nobody knows yet to be durable. */
    List<Batch> onTheWay() {
        return List.copyOf(onTheWay);
    }

    void send(Batch batch) {
        onTheWay.add(batch);
        write(batch);
    }

    private void write(Batch batch) {
        written(batch)
                .subscribe()
                .with(
                        done -> listener.onTurn(() -> committed(batch)),
                        failure -> listener.onTurn(() -> failed(batch, failure)));
    }

    private Uni<Void> written(Batch batch) {
        if (batch.isRecorded()) {
            return journal.append(batch, ++lastBatch);
        }
        // A refusal is final: the next master may have taken by now what this one refuses.
        return onTheWay.size() == 1 || isMending ? journal.confirmed() : journal.appended();
    }

    private void committed(Batch batch) {
        if (!batch.equals(onTheWay.element())) {
            // It has nothing to write, and was sent behind one that is written again.
            return;
        }
        onTheWay.remove();
        if (isMending && onTheWay.isEmpty()) {
            isMending = false;
        }
        if (isMending) {
            write(onTheWay.element());
        }
        listener.committed(batch);
    }

    private void failed(Batch batch, Throwable failure) {
        if (!isOfContent(failure)) {
            listener.broken(batch, failure);
        } else if (!isMending) {
            beginMending(batch);
        } else if (batch.equals(onTheWay.element())) {
            refusedAgain(batch, failure);
        }
    }

    /** Those that were sent behind it fail too, since it is not there; one that is alone is tried once more. */
    private void beginMending(Batch refused) {
        isMending = true;
        journal.appended()
                .subscribe()
                .with(
                        ended -> listener.onTurn(this::mend),
                        failure -> listener.onTurn(() -> listener.broken(refused, failure)));
    }

    private void mend() {
        lastBatch -= onTheWay.stream().filter(Batch::isRecorded).count();
        if (onTheWay.element().size() > 1) {
            halve();
        }
        write(onTheWay.element());
    }

    private void refusedAgain(Batch batch, Throwable failure) {
        if (batch.size() > 1) {
            lastBatch--;
            halve();
            write(onTheWay.element());
        } else {
            listener.unbookable(batch.written().getFirst(), failure);
        }
    }

    private void halve() {
        onTheWay.remove().halves().reversed().forEach(onTheWay::addFirst);
    }

    /**
     * True where Postgres refuses because of the batch: its data, a rule of the schema, or other rows than the market
     * knows.
     */
    private static boolean isOfContent(Throwable failure) {
        return failure instanceof PgException refusal && OF_CONTENT.contains(sqlClass(refusal));
    }

    private static String sqlClass(PgException refusal) {
        return String.valueOf(refusal.getSqlState()).substring(0, 2);
    }
}
