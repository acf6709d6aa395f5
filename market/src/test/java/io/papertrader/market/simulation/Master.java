package io.papertrader.market.simulation;

import io.papertrader.market.Command;
import io.papertrader.market.Market;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.Need;
import io.papertrader.market.Recall;
import io.papertrader.market.Remedy;
import io.papertrader.market.simulation.Store.Outcome.Refused;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<PortfolioId> unbookable = new HashSet<>();
    private final Set<Command.PassOver> passedOver = new LinkedHashSet<>();
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

    /** The portfolios of which the store takes nothing; this master goes on without them. */
    Set<PortfolioId> unbookable() {
        return unbookable;
    }

    boolean isQuiet() {
        return onTheWay.isEmpty() && open.steps.isEmpty();
    }

    /** Decides a message, or begins to read what that takes; false where the message has to come again. */
    boolean take(Message message, Instant now) {
        Command command = message.decidedAt(now);
        Need need = market.needs(command);
        if (need instanceof Need.OfPortfolio(PortfolioId id) && unbookable.contains(id)) {
            return refuseToRead(id, command);
        }
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

    /** A slice goes on without such a portfolio; the commands of its owner fail. */
    private boolean refuseToRead(PortfolioId portfolio, Command command) {
        if (command instanceof Command.OfPortfolio) {
            return true;
        }
        market.leaveOut(portfolio);
        return false;
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
        answer(batch.steps);
        if (batch.steps.stream().flatMap(step -> step.events().stream()).anyMatch(ActionEnded.class::isInstance)) {
            passedOver.clear();
        }
    }

    private static void answer(List<Batch.Step> steps) {
        steps.forEach(
                step -> step.message().answered(step.events(), step.command().at()));
    }

    /**
     * The store does not take an event, and has all before it: memory begins anew, with the remedy first. Gives back
     * all that was not answered, to be decided again.
     */
    List<Message> refused(Batch batch, Refused refusal, Remedy remedy) {
        answer(batch.steps.subList(0, refusal.step()));
        boolean isOver = remedy instanceof Remedy.Fail || remedy instanceof Remedy.TryLater;
        Batch again = new Batch();
        again.steps.addAll(batch.steps.subList(refusal.step() + (isOver ? 1 : 0), batch.steps.size()));
        switch (remedy) {
            case Remedy.PassOverPart(Command.PassOver passing) -> passedOver.add(passing);
            case Remedy.LeaveOut(PortfolioId portfolio) -> unbookable.add(portfolio);
            case Remedy.Replace replacement -> {}
            case Remedy.TryLater() -> {}
            case Remedy.Fail() -> {}
        }
        List<Message> messages = startOver(again);
        if (remedy instanceof Remedy.Replace(Command.OfPortfolio by)) {
            replace(by);
        }
        return messages;
    }

    private void replace(Command.OfPortfolio by) {
        if (!unbookable.contains(by.portfolio())) {
            market.recall(store.read(new Need.OfPortfolio(by.portfolio())), durable);
        }
        decideFirst(by);
    }

    private void decideFirst(Command command) {
        if (market.needs(command) instanceof Need.Nothing) {
            open.steps.add(new Batch.Step(new Message.Quiet(at -> command), command, market.execute(command)));
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
        passedOver.forEach(this::decideFirst);
        return again.stream().map(Batch.Step::message).toList();
    }

    void evict(PortfolioId portfolio) {
        market.evict(portfolio, durable);
    }
}
