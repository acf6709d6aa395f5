package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Command;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Event;
import io.papertrader.market.Market;
import io.papertrader.market.Need;
import io.papertrader.market.Progress;
import io.papertrader.market.Recall;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One market in memory, from a reading of the journal until a batch of it cannot be written. All of it happens on its home's turn.
 *
 * <pre>
 *   take --+-- needs nothing -------------------&gt; open batch --nothing is on the way--&gt; on the way --&gt; committed: answer
 *          +-- needs a reading --&gt; missing --read--^   ^                                     |
 *          +-- the open batch is full --&gt; parked -----+                                     +--&gt; broken: thrown away
 * </pre>
 */
final class Run {
    private static final int EVICTIONS_A_BATCH = 64;

    private final Market market;
    private final Journal journal;
    private final JournalReader reader;
    private final Home home;
    private final Limits limits;

    /** Every portfolio in memory, the one that was used last at the end, with its owner. */
    private final LinkedHashMap<PortfolioId, UserName> owners = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Need, List<Step>> missing = new LinkedHashMap<>();
    private final Deque<Step> parked = new ArrayDeque<>();
    private Batch open = new Batch();
    private Batch onTheWay = new Batch();
    private boolean isWriting;
    private boolean isReading;
    private long durable;
    private int limit;

    /**
     * The bounds of a run.
     *
     * @param batch the most that is decided for one commit
     * @param slice the most orders that are cleared for one commit
     * @param portfolios portfolios without open orders are forgotten beyond so many
     */
    record Limits(int batch, int slice, int portfolios) {}

    /** The one who keeps a run. */
    interface Home {
        /** Does this as soon as it is the market's turn. */
        void onTurn(Runnable work);

        /** The time, which never goes back. */
        Instant now();

        /** A batch is durable; the owner of a portfolio is found here. */
        void committed(Batch batch, Function<PortfolioId, UserName> owner);

        /** A batch could not be written, and nothing behind it: the run is over. */
        void broken(Batch batch, Throwable failure);
    }

    /** Begins with a market whose portfolios are recalled; a lower limit than the usual grows with each batch. */
    Run(Market market, Journal journal, JournalReader reader, Home home, Limits limits, int limit) {
        this.market = market;
        this.journal = journal;
        this.reader = reader;
        this.home = home;
        this.limits = limits;
        this.limit = limit;
    }

    Market market() {
        return market;
    }

    int limit() {
        return limit;
    }

    /** Whether nothing is due at the last update's values, and that is durable. */
    boolean isQuiet() {
        return !isClearing()
                && open.clearings().isEmpty()
                && (!isWriting || onTheWay.clearings().isEmpty());
    }

    /** Knows a portfolio that the market has in memory. */
    void know(PortfolioId portfolio, UserName owner) {
        owners.put(portfolio, owner);
    }

    /** Decides this first, for nobody, and goes on with a clearing that had not ended. */
    void begin(Collection<Command> first) {
        first.forEach(command -> open.add(market.execute(command), market));
        send();
    }

    /** Decides a step when its turn comes. */
    void take(Step step) {
        parked.add(step);
        decideParked();
        send();
    }

    private void decideParked() {
        while (!parked.isEmpty() && open.size() < limit && !isSliceFirst()) {
            decide(parked.remove());
        }
    }

    /** While batches are small because something in them cannot be booked, a clearing goes before all else. */
    private boolean isSliceFirst() {
        return limit == 1 && isClearing();
    }

    private boolean isClearing() {
        return market.progress() instanceof Progress.Clearing;
    }

    private void decide(Step step) {
        Command command = step.decidedAt(home.now());
        Need need = market.needs(command);
        if (need instanceof Need.Nothing) {
            List<Event> events = market.execute(command);
            open.add(step, events, market);
            touch(step, command);
        } else {
            missing.computeIfAbsent(need, unread -> new ArrayList<>()).add(step);
            readNext();
        }
    }

    private void touch(Step step, Command command) {
        if (command instanceof Command.OfPortfolio ofPortfolio && market.isLoaded(ofPortfolio.portfolio())) {
            if (step.beside() instanceof Beside.Owner(UserName name)) {
                owners.put(ofPortfolio.portfolio(), name);
            } else {
                owners.get(ofPortfolio.portfolio());
            }
        }
    }

    /** One reading at a time, of all that is missing by then. */
    private void readNext() {
        if (isReading || missing.isEmpty()) {
            return;
        }
        isReading = true;
        Set<Need> needs = Set.copyOf(missing.keySet());
        long asOf = durable;
        read(needs)
                .subscribe()
                .with(
                        found -> home.onTurn(() -> recalled(needs, found, asOf)),
                        failure -> home.onTurn(() -> unread(needs, failure)));
    }

    /** What was found of each need, and the owners of portfolios among it. */
    private record Reading(Map<Need, Recall> found, Map<PortfolioId, UserName> owners) {}

    private Uni<Reading> read(Set<Need> needs) {
        List<PortfolioId> portfolios = new ArrayList<>();
        List<Need.OfOrder> orders = new ArrayList<>();
        for (Need need : needs) {
            switch (need) {
                case Need.Nothing nothing -> throw new IllegalArgumentException("nothing is needed");
                case Need.OfPortfolio(PortfolioId id) -> portfolios.add(id);
                case Need.OfOrder order -> orders.add(order);
            }
        }
        return Uni.combine()
                .all()
                .unis(reader.portfolios(portfolios), reader.endedOrders(orders))
                .asTuple()
                .map(found -> {
                    Reading reading = new Reading(new HashMap<>(), new HashMap<>());
                    portfolios.forEach(id -> reading.found.put(new Need.OfPortfolio(id), new Recall.NoPortfolio(id)));
                    orders.forEach(
                            order -> reading.found.put(order, new Recall.NoOrder(order.portfolio(), order.id())));
                    found.getItem1().forEach(recalled -> {
                        PortfolioId id = recalled.portfolio().id();
                        reading.found.put(new Need.OfPortfolio(id), new Recall.OfPortfolio(recalled.portfolio()));
                        reading.owners.put(id, recalled.owner());
                    });
                    found.getItem2().forEach((need, past) -> reading.found.put(need, new Recall.OfOrder(past)));
                    return reading;
                });
    }

    private void recalled(Set<Need> needs, Reading reading, long asOf) {
        isReading = false;
        for (Need need : needs) {
            Recall found = reading.found.get(need);
            if (market.recall(found, asOf) && found instanceof Recall.OfPortfolio(var portfolio)) {
                owners.put(portfolio.id(), reading.owners.get(portfolio.id()));
            }
        }
        needs.forEach(need -> missing.remove(need).forEach(this::take));
        readNext();
    }

    private void unread(Set<Need> needs, Throwable failure) {
        isReading = false;
        needs.forEach(need -> missing.remove(need).forEach(step -> step.fail(failure)));
        readNext();
    }

    private void send() {
        if (isWriting) {
            return;
        }
        decideParked();
        if (isClearing() && open.size() < limit) {
            clearSlice();
        }
        if (open.size() == 0) {
            return;
        }
        isWriting = true;
        onTheWay = open;
        open = new Batch();
        Batch sent = onTheWay;
        decideParked();
        Uni<Void> written =
                sent.isRecorded() ? journal.append(sent) : Uni.createFrom().voidItem();
        written.subscribe()
                .with(
                        done -> home.onTurn(() -> committed(sent)),
                        failure -> home.onTurn(() -> home.broken(sent, failure)));
    }

    private void clearSlice() {
        int most = limit < limits.batch() ? limit - open.size() : limits.slice();
        ClearSlice slice = new ClearSlice(market.progress().update(), most, home.now());
        open.add(market.execute(slice), market);
    }

    /** The next batch goes on its way before anybody is told of this one. */
    private void committed(Batch batch) {
        isWriting = false;
        durable = batch.position();
        limit = Math.min(limits.batch(), 2 * limit);
        send();
        home.committed(batch, owners::get);
        batch.steps().forEach(Step::answer);
        evict();
    }

    private void evict() {
        for (int tries = 0; owners.size() > limits.portfolios() && tries < EVICTIONS_A_BATCH; tries++) {
            PortfolioId eldest = owners.firstEntry().getKey();
            if (market.evict(eldest, durable)) {
                owners.remove(eldest);
            } else {
                owners.get(eldest);
            }
        }
    }

    /** Every step that has no answer, in the order in which they were taken. */
    List<Step> unanswered() {
        List<Step> steps = new ArrayList<>();
        if (isWriting) {
            steps.addAll(onTheWay.steps());
        }
        steps.addAll(open.steps());
        missing.values().forEach(steps::addAll);
        steps.addAll(parked);
        return steps;
    }
}
