package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Market;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.market.MarketSnapshot;
import io.papertrader.market.Rules;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.FillPolicy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Batches at random on their way to tables that refuse some events, or fail: all before the first refused one is durable
 * and told in its order, and nothing behind it.
 */
class BatchWriterTest {
    static final List<Long> SEEDS = LongStream.rangeClosed(1, 300).boxed().toList();
    private static final int EVENTS = 60;
    private static final int MOST_ON_THE_WAY = 2;

    private final Market market = new Market(
            new Rules(FeeRule.FREE, FillPolicy.VALUE, Map.of(), Duration.ofDays(7), 1, 1), MarketSnapshot.NEW);

    private final Deque<Runnable> turns = new ArrayDeque<>();
    private final List<Recorded> decided = new ArrayList<>();
    private final List<Recorded> told = new ArrayList<>();
    private final List<Step> answers = new ArrayList<>();
    private final List<Step> answered = new ArrayList<>();
    private Optional<Recorded> unbookable = Optional.empty();
    private boolean isBroken;

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void writesAllBeforeTheFirstEventThatIsRefusedAndNothingBehindIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RefusingTables tables = new RefusingTables();
        BatchWriter writer = new BatchWriter(tables, tables.last, new Heard());

        while (!isOver() && (decided.size() < EVENTS || !writer.isEmpty())) {
            int dice = random.nextInt(3);
            if (dice == 0 && decided.size() < EVENTS && writer.canSend(MOST_ON_THE_WAY)) {
                writer.send(batch(random, tables));
            } else if (dice == 1) {
                tables.answer();
            } else {
                takeTurn();
            }
        }

        Optional<Recorded> refused =
                decided.stream().filter(tables.refused::contains).findFirst();
        assertThat(unbookable).isEqualTo(refused);
        assertThat(tables.rows)
                .containsExactlyElementsOf(
                        decided.subList(0, refused.map(decided::indexOf).orElse(decided.size())));
        assertThat(told).containsExactlyElementsOf(tables.rows);
        assertThat(answered).containsExactlyElementsOf(answers.subList(0, answered.size()));
        assertThat(refused.isPresent() || answered.equals(answers)).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void tellsNothingThatIsNotDurableWhereTheTablesAreGone(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RefusingTables tables = new RefusingTables();
        BatchWriter writer = new BatchWriter(tables, tables.last, new Heard());
        int answersUntilGone = random.nextInt(20);

        while (!isOver()) {
            int dice = random.nextInt(3);
            if (dice == 0 && writer.canSend(MOST_ON_THE_WAY)) {
                writer.send(batch(random, tables));
            } else if (dice == 1) {
                tables.isGone = tables.isGone || tables.answers >= answersUntilGone;
                tables.answer();
            } else {
                takeTurn();
            }
        }

        assertThat(isBroken || unbookable.isPresent()).isTrue();
        assertThat(tables.rows.subList(0, told.size())).isEqualTo(told);
        assertThat(decided.subList(0, tables.rows.size())).isEqualTo(tables.rows);
    }

    private boolean isOver() {
        return unbookable.isPresent() || isBroken;
    }

    private void takeTurn() {
        if (!turns.isEmpty()) {
            turns.remove().run();
        }
    }

    /** One event in fifty is one that the tables refuse; some decisions write nothing. */
    private Batch batch(SplittableRandom random, RefusingTables tables) {
        Batch batch = new Batch();
        for (int size = 1 + random.nextInt(6); size > 0; size--) {
            Step step = Step.forNobody(new ClearSlice(1, 1, Instant.EPOCH));
            if (random.nextInt(4) == 0) {
                batch.decide(step, step.decidedAt(Instant.EPOCH), market);
                answers.add(step);
            } else {
                ClearingEnded event = new ClearingEnded(decided.size() + 1, Instant.EPOCH);
                batch.add(step, event, market);
                decided.add(event);
                if (random.nextInt(50) == 0) {
                    tables.refused.add(event);
                }
            }
        }
        return batch;
    }

    private final class Heard implements BatchWriter.Listener {
        @Override
        public void onTurn(Runnable work) {
            turns.add(work);
        }

        @Override
        public void committed(Batch batch) {
            told.addAll(batch.all(Recorded.class));
            answered.addAll(batch.answered());
        }

        @Override
        public void unbookable(Batch.Written event, Throwable failure) {
            unbookable = Optional.of(event.event());
        }

        @Override
        public void broken(Batch batch, Throwable failure) {
            isBroken = true;
        }
    }

    /** Takes what it is sent in its order, each batch whole or not at all, and answers when it is told to. */
    private static final class RefusingTables implements BatchWriter.Tables {
        final List<Recorded> rows = new ArrayList<>();
        final Set<Recorded> refused = new HashSet<>();
        private final Deque<Runnable> asked = new ArrayDeque<>();
        boolean isGone;
        int answers;
        long last = 7;

        @Override
        public Uni<Void> append(Batch batch, long number) {
            return later(() -> appendNow(batch, number));
        }

        private Optional<Throwable> appendNow(Batch batch, long number) {
            List<Recorded> events = batch.all(Recorded.class);
            if (number != last + 1) {
                return Optional.of(new PgException("0 of 1 rows", "ERROR", "P0001", ""));
            }
            if (events.stream().anyMatch(refused::contains)) {
                return Optional.of(new PgException("a check", "ERROR", "23514", ""));
            }
            last = number;
            rows.addAll(events);
            return Optional.empty();
        }

        @Override
        public Uni<Void> appended() {
            return later(Optional::empty);
        }

        @Override
        public Uni<Void> confirmed() {
            return later(Optional::empty);
        }

        private Uni<Void> later(Supplier<Optional<Throwable>> work) {
            return Uni.createFrom().emitter(asker -> asked.add(() -> answer(asker, work)));
        }

        private void answer(UniEmitter<? super Void> asker, Supplier<Optional<Throwable>> work) {
            Optional<Throwable> failure = isGone ? Optional.of(new IOException("gone")) : work.get();
            failure.ifPresentOrElse(asker::fail, () -> asker.complete(null));
        }

        void answer() {
            if (!asked.isEmpty()) {
                answers++;
                asked.remove().run();
            }
        }
    }
}
