package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Command;
import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Market;
import io.papertrader.market.Need;
import io.papertrader.market.Progress;
import io.papertrader.market.Recall;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * One market in memory, from a reading of the journal until a batch of it cannot be written. All of it happens on its
 * home's turn.
 *
 * <pre>
 *   take --+-- needs nothing -------------------&gt; open batch --nothing is on the way--&gt; on the way --&gt; committed: answer
 *          +-- needs a reading --&gt; Lookups --read--^   ^                                     |
 *          +-- the open batch is full --&gt; parked -----+                                     +--&gt; broken: over
 * </pre>
 *
 * <p>While something is cleared a second batch is sent behind the one on the way, so that Postgres need not wait for
 * the next slice.
 */
final class Run implements Lookups.Listener {
    /**
     * Portfolios that are read before a clearing comes to them, unless that would be more than a part of the memory.
     */
    private static final int AHEAD = 128;

    private static final int PART_AHEAD = 4;

    private static final int MOST_ON_THE_WAY = 2;

    private final Market market;
    private final Journal journal;
    private final Lookups lookups;
    private final ReadAhead readAhead;
    private final Home home;
    private final Limits limits;

    private final Residents residents;
    private final SliceSize sliceSize;
    private final Deque<Step> parked = new ArrayDeque<>();
    private final Deque<Batch> onTheWay = new ArrayDeque<>();
    private Batch open = new Batch();
    private boolean isOver;
    private boolean hasSlice;
    private long lastBatch;
    private long durable;
    private int limit;

    /**
     * The bounds of a run.
     *
     * @param batch the most that is decided for one commit
     * @param slice the most orders that are cleared for one commit
     * @param commit the time that a commit with a slice may take; slices grow and shrink with it
     * @param portfolios those that are not in use are forgotten beyond so many
     * @param orders and beyond so many orders of theirs
     */
    record Limits(int batch, int slice, Duration commit, int portfolios, int orders) {}

    /** The one who keeps a run. */
    interface Home {
        /** Does this as soon as it is the market's turn. */
        void onTurn(Runnable work);

        /** The time, which does not go back by a little. */
        Instant now();

        /** A time that only goes forward, to measure by. */
        long nanos();

        /** A portfolio cannot be read, and is left out of this while others go on. */
        void leftOut(PortfolioId portfolio, Progress progress, RuntimeException why);

        /** A batch is durable; the owner of a portfolio is found here. */
        void committed(Batch batch, Function<PortfolioId, UserName> owner);

        /** A batch could not be written, and nothing behind it: the run is over. */
        void broken(Batch batch, Throwable failure);
    }

    /** Begins with this market behind this batch of the journal; a lower limit than the usual grows with each batch. */
    Run(
            Market market,
            Journal journal,
            long lastBatch,
            JournalReader reader,
            ActionReader actions,
            Home home,
            Limits limits,
            int limit) {
        this.market = market;
        this.journal = journal;
        this.lastBatch = lastBatch;
        this.lookups = new Lookups(reader, actions, () -> durable, this);
        this.readAhead = new ReadAhead(reader, actions, () -> durable, this);
        this.home = home;
        this.limits = limits;
        this.limit = limit;
        this.residents = new Residents(market, limits.portfolios(), limits.orders());
        this.sliceSize = new SliceSize(limits.slice(), limits.commit());
    }

    Market market() {
        return market;
    }

    int limit() {
        return limit;
    }

    /** The time at which the latest value was seen, on the clock of the master that saw it. */
    Instant latestValue() {
        return market.values().stream()
                .map(SeenQuote::seenAt)
                .reduce(Instant.EPOCH, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** True where nothing is due at the last update's values or by a corporate action, and that is durable. */
    boolean isQuiet() {
        return !isInSlices() && !open.isEndOfSlices() && onTheWay.stream().noneMatch(Batch::isEndOfSlices);
    }

    /** Knows a portfolio that the market has in memory. */
    void know(PortfolioId portfolio, UserName owner) {
        residents.add(portfolio, owner);
    }

    /**
     * Decides this first, for nobody, of portfolios that are in memory, and goes on with a clearing that had not ended.
     */
    void begin(Collection<? extends Command> first) {
        first.forEach(command -> open.add(market.execute(command), market));
        send();
    }

    /** Decides a step when its turn comes. */
    void take(Step step) {
        parked.add(step);
        decideParked();
        send();
    }

    /** Answers when all that was decided up to now is durable. */
    void await(UniEmitter<? super Void> waiter) {
        if (open.size() > 0) {
            open.await(waiter);
        } else if (!onTheWay.isEmpty()) {
            onTheWay.getLast().await(waiter);
        } else {
            waiter.complete(null);
        }
    }

    private void decideParked() {
        while (!parked.isEmpty() && open.size() < limit && !isSliceFirst()) {
            decide(parked.remove());
        }
    }

    /** While batches are small because something in them cannot be booked, a clearing goes before all else. */
    private boolean isSliceFirst() {
        return limit == 1 && isInSlices();
    }

    private boolean isInSlices() {
        return !(market.progress() instanceof Progress.Cleared);
    }

    private void decide(Step step) {
        try {
            Command command = step.decidedAt(home.now());
            Need need = market.needs(command);
            if (need instanceof Need.Nothing) {
                open.add(step, market.execute(command), market);
                touch(step, command);
            } else {
                lookups.add(need, step);
            }
        } catch (RuntimeException defect) {
            step.fail(defect);
            throw defect;
        }
    }

    private void touch(Step step, Command command) {
        if (command instanceof Command.OfPortfolio ofPortfolio && market.isLoaded(ofPortfolio.portfolio())) {
            if (step.beside() instanceof Beside.Owner(UserName name)) {
                residents.add(ofPortfolio.portfolio(), name);
            } else {
                residents.use(ofPortfolio.portfolio());
            }
        }
    }

    /** An answer that comes back when the run is over concerns nobody any more. */
    @Override
    public void onTurn(Runnable work) {
        home.onTurn(() -> {
            if (!isOver) {
                work.run();
            }
        });
    }

    @Override
    public void found(Lookups.Found found, long asOf) {
        if (market.recall(found.recall(), asOf) && found.recall() instanceof Recall.OfPortfolio(var portfolio)) {
            residents.add(portfolio.id(), found.owner().orElseThrow());
        }
    }

    @Override
    public void leaveOut(PortfolioId portfolio, RuntimeException why) {
        market.leaveOut(portfolio);
        home.leftOut(portfolio, market.progress(), why);
    }

    @Override
    public void goOn(List<Step> steps) {
        parked.addAll(steps);
        send();
    }

    private void send() {
        decideParked();
        if (onTheWay.isEmpty() || !isCautious()) {
            addSlice(open.size());
        }
        while (canSend()) {
            sendOpen();
        }
    }

    private boolean canSend() {
        return open.size() > 0 && (onTheWay.isEmpty() || (hasSlice && onTheWay.size() < MOST_ON_THE_WAY));
    }

    private void sendOpen() {
        Batch sent = open;
        open = new Batch();
        hasSlice = false;
        if (onTheWay.isEmpty()) {
            sliceSize.begin(home.nanos());
        }
        onTheWay.add(sent);
        write(sent)
                .subscribe()
                .with(done -> onTurn(() -> committed(sent)), failure -> onTurn(() -> home.broken(sent, failure)));
        decideParked();
        if (!isCautious()) {
            // So that the next is decided while this one is written.
            addSlice(sent.steps().size());
        }
    }

    private Uni<Void> write(Batch batch) {
        if (batch.isRecorded()) {
            return journal.append(batch, ++lastBatch);
        }
        // A refusal is final: the next master may have taken by now what this one refuses.
        return onTheWay.size() == 1 ? journal.confirmed() : journal.appended();
    }

    /** Each batch has a slice while there is something to clear or a corporate action to carry out. */
    private void addSlice(int commands) {
        if (hasSlice || !isInSlices() || (isCautious() && open.size() >= limit)) {
            return;
        }
        int most = isCautious() ? Math.min(sliceSize.of(0), limit - open.size()) : sliceSize.of(commands);
        Command command = slice(most);
        Need need = market.needs(command);
        if (need instanceof Need.Nothing) {
            hasSlice = true;
            open.add(market.execute(command), market);
        } else if (need instanceof Need.OfHolders holders) {
            readAhead.read(holders);
        }
        readAhead.read(market.missing(Math.clamp(limits.portfolios() / PART_AHEAD, 1, AHEAD)));
    }

    private Command slice(int most) {
        return market.progress() instanceof Progress.CarryingOut current
                ? new ActSlice(current.announced().number(), most, home.now())
                : new ClearSlice(market.progress().update(), most, home.now());
    }

    private boolean isCautious() {
        return limit == 1 || limit < limits.batch();
    }

    /** The next batch goes on its way before anybody is told of this one. */
    private void committed(Batch batch) {
        onTheWay.remove();
        durable = batch.position();
        sliceSize.committed(batch.accepted().size(), batch.ended().size(), home.nanos());
        limit = Math.min(limits.batch(), 2 * limit);
        try {
            send();
        } finally {
            batch.steps().forEach(Step::answer);
            batch.waiting().forEach(waiter -> waiter.complete(null));
            home.committed(batch, residents::owner);
        }
        residents.shrink(durable);
    }

    /**
     * Ends the run. Gives back every step that has no answer; those of one portfolio in the order in which they were
     * taken.
     */
    List<Step> end() {
        isOver = true;
        List<Step> steps = new ArrayList<>();
        onTheWay.add(open);
        for (Batch batch : onTheWay) {
            steps.addAll(batch.steps());
            batch.waiting().forEach(waiter -> waiter.fail(new IllegalStateException("The market is read anew")));
        }
        steps.addAll(lookups.waiting());
        steps.addAll(parked);
        return steps;
    }
}
