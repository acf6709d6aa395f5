package io.papertrader.market.simulation;

import io.papertrader.market.Command;
import io.papertrader.market.Market;
import io.papertrader.market.Need;
import io.papertrader.market.Recall;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** The owner of a market: decides batches, has at most two on their way to the store, and answers what is durable. */
final class Master {
    /** One of so many that an action comes to cannot be read. */
    private static final int UNREADABLE = 4;

    final long epoch;
    final Deque<Batch> onTheWay = new ArrayDeque<>();
    private final Store store;
    private final RandomGenerator random;
    private final List<Reading> readings = new ArrayList<>();
    private Market market;
    private Batch open = new Batch();
    private long durable;

    /** An answer of the store, on its way back. */
    private record Reading(Recall found, long asOf) {}

    Master(Store store, long epoch, RandomGenerator random) {
        this.store = store;
        this.epoch = epoch;
        this.random = random;
        this.market = store.restart();
    }

    Market market() {
        return market;
    }

    boolean isQuiet() {
        return onTheWay.isEmpty() && open.steps.isEmpty();
    }

    /** Decides a message, or begins to read what that takes; false where the message has to come again. */
    boolean take(Message message, Instant now) {
        Command command = message.decidedAt(now);
        Need need = market.needs(command);
        if (need instanceof Need.OfPortfolio(PortfolioId id)
                && command instanceof Command.ActSlice
                && random.nextInt(UNREADABLE) == 0) {
            market.leaveOut(id);
            return false;
        }
        if (!(need instanceof Need.Nothing)) {
            readings.add(new Reading(store.read(need), durable));
            return false;
        }
        open.steps.add(new Batch.Step(message, command, market.execute(command)));
        return true;
    }

    /** Something that was read arrives, perhaps long after. */
    void hearReading() {
        if (!readings.isEmpty()) {
            Reading reading = readings.remove(random.nextInt(readings.size()));
            market.recall(reading.found, reading.asOf);
        }
    }

    void send() {
        if (!open.steps.isEmpty() && onTheWay.size() < 2) {
            open.position = market.position();
            onTheWay.add(open);
            open = new Batch();
        }
    }

    /** The store has the batch, and this master hears of it. */
    void committed(Batch batch) {
        durable = batch.position;
        for (Batch.Step step : batch.steps) {
            step.message().answered(step.events(), step.command().at());
        }
    }

    /**
     * A commit failed, or its answer was lost: memory begins anew. Gives back all that was not answered, to be decided
     * again.
     */
    List<Message> startOver(Batch unanswered) {
        List<Batch.Step> again = new ArrayList<>(unanswered.steps);
        onTheWay.forEach(batch -> again.addAll(batch.steps));
        again.addAll(open.steps);
        onTheWay.clear();
        readings.clear();
        open = new Batch();
        durable = 0;
        market = store.restart();
        return again.stream().map(Batch.Step::message).toList();
    }

    void evict(PortfolioId portfolio) {
        market.evict(portfolio, durable);
    }
}
