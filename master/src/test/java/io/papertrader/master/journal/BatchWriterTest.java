package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.HaltMarket;
import io.papertrader.market.Command.OpenMarket;
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
 * Batches at random on their way to a journal that refuses some events, or fails: all before the first refused one is
 * durable and told in its order, each step is answered behind its last event, and nothing behind the refused one is.
 */
class BatchWriterTest {
    static final List<Long> SEEDS = LongStream.rangeClosed(1, 300).boxed().toList();
    private static final int EVENTS = 60;
    private static final int MOST_ON_THE_WAY = 2;

    /** More than any run takes that ends. */
    private static final int MOST_ROUNDS = 20_000;

    private final Market market = new Market(
            new Rules(FeeRule.FREE, FillPolicy.VALUE, Map.of(), Duration.ofDays(7), 1, 1), MarketSnapshot.NEW);

    private final Deque<Runnable> turns = new ArrayDeque<>();
    private final List<Recorded> decided = new ArrayList<>();
    private final List<Recorded> told = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Step> answered = new ArrayList<>();
    private final List<Recorded> unbookable = new ArrayList<>();
    private boolean isHalted;
    private boolean isBroken;

    /** A step is due when so many events are durable. */
    private record Answer(Step step, int behind) {}

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void writesAllBeforeTheFirstEventThatIsRefusedAndNothingBehindIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RefusingJournal journal = new RefusingJournal();
        BatchWriter writer = new BatchWriter(journal, journal.last, new Heard());

        for (int round = 0; round < MOST_ROUNDS && !isOver(); round++) {
            int dice = random.nextInt(3);
            if (dice == 0 && decided.size() < EVENTS && writer.canSend(MOST_ON_THE_WAY)) {
                writer.send(batch(random, journal));
            } else if (dice == 1) {
                journal.answer();
            } else {
                takeTurn();
            }
        }

        List<Recorded> bookable = bookable(journal);
        assertThat(unbookable).isEqualTo(firstRefused(journal));
        assertThat(journal.rows).isEqualTo(bookable);
        assertThat(told).isEqualTo(bookable);
        assertThat(answered).isEqualTo(due(bookable.size()));
        assertThat(isBroken).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void tellsNothingThatIsNotDurableWhereTheJournalIsGone(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RefusingJournal journal = new RefusingJournal();
        BatchWriter writer = new BatchWriter(journal, journal.last, new Heard());
        int answersUntilGone = random.nextInt(20);
        journal.isUnheard = random.nextBoolean();

        for (int round = 0; round < MOST_ROUNDS && !isOver(); round++) {
            int dice = random.nextInt(3);
            if (dice == 0 && writer.canSend(MOST_ON_THE_WAY)) {
                writer.send(batch(random, journal));
            } else if (dice == 1) {
                journal.isGone = journal.isGone || journal.answers >= answersUntilGone;
                journal.answer();
            } else {
                takeTurn();
            }
        }

        assertThat(isOver()).isTrue();
        assertBegins(decided, journal.rows);
        assertBegins(journal.rows, told);
        assertBegins(due(told.size()), answered);
        assertBegins(answered, due(told.size() - 1));
        assertBegins(firstRefused(journal), unbookable);
    }

    private static <T> void assertBegins(List<T> all, List<T> first) {
        assertThat(all).hasSizeGreaterThanOrEqualTo(first.size());
        assertThat(all.subList(0, first.size())).isEqualTo(first);
    }

    private List<Recorded> firstRefused(RefusingJournal journal) {
        return decided.stream().filter(journal.refused::contains).limit(1).toList();
    }

    /** The events before the first that is refused. */
    private List<Recorded> bookable(RefusingJournal journal) {
        return decided.stream()
                .takeWhile(event -> !journal.refused.contains(event))
                .toList();
    }

    /** The steps that are answered when so many events are durable, and no more. */
    private List<Step> due(int events) {
        return answers.stream()
                .filter(answer -> answer.behind <= events)
                .map(Answer::step)
                .toList();
    }

    private boolean isOver() {
        return !unbookable.isEmpty() || isBroken;
    }

    private void takeTurn() {
        if (!turns.isEmpty()) {
            turns.remove().run();
        }
    }

    private Batch batch(SplittableRandom random, RefusingJournal journal) {
        Batch batch = new Batch();
        for (int size = 1 + random.nextInt(4); size > 0; size--) {
            int before = decided.size();
            Step step = step(random.nextInt(4), batch);
            answers.add(new Answer(step, decided.size()));
            decided.subList(before, decided.size()).stream()
                    .filter(event -> random.nextInt(50) == 0)
                    .forEach(journal.refused::add);
        }
        return batch;
    }

    /** A step of so many events; one of none is decided and writes nothing. */
    private Step step(int events, Batch batch) {
        Instant at = Instant.EPOCH.plusSeconds(decided.size());
        Step step = Step.forNobody(events == 0 ? new ClearSlice(1, 1, at) : change(at));
        for (int number = 1; number < events; number++) {
            ClearingEnded event = new ClearingEnded(decided.size() + 1, at);
            batch.add(step, event, market);
            decided.add(event);
        }
        batch.decide(step, step.decidedAt(at), market);
        if (events > 0) {
            decided.add(batch.written().getLast().event());
        }
        return step;
    }

    private Command change(Instant at) {
        isHalted = !isHalted;
        return isHalted ? new HaltMarket(at) : new OpenMarket(at);
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
            unbookable.add(event.event());
        }

        @Override
        public void broken(Batch batch, Throwable failure) {
            isBroken = true;
        }
    }

    /** Takes what it is sent in its order, each batch whole or not at all, and answers when it is told to. */
    private static final class RefusingJournal implements BatchWriter.Appender {
        final List<Recorded> rows = new ArrayList<>();
        final Set<Recorded> refused = new HashSet<>();
        private final Deque<Runnable> asked = new ArrayDeque<>();
        boolean isGone;

        /** The last that is done before it is gone is not heard of. */
        boolean isUnheard;

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
            Optional<Throwable> failure = isGone && !isUnheard ? Optional.empty() : work.get();
            if (isGone) {
                isUnheard = false;
                asker.fail(new IOException("gone"));
            } else {
                failure.ifPresentOrElse(asker::fail, () -> asker.complete(null));
            }
        }

        void answer() {
            if (!asked.isEmpty()) {
                answers++;
                asked.remove().run();
            }
        }
    }
}
