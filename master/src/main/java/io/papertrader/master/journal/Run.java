package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Command;
import io.papertrader.market.Market;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.Need;
import io.papertrader.market.Progress;
import io.papertrader.market.Recall;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.PortfolioId;
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
 * One market in memory, from a reading of the journal until a batch of it cannot be written: what comes is decided in
 * its turn, and goes into the open batch. All of it happens on its home's turn.
 *
 * <pre>
 *   take --+-- needs nothing -------------------&gt; open batch --&gt; BatchWriter --&gt; committed: answer
 *          +-- needs a reading --&gt; Lookups --read--^   ^                |
 *          +-- the open batch is full --&gt; parked -----+                +--&gt; broken or unbookable: over
 * </pre>
 *
 * <p>While something is cleared a second batch is sent behind the one on the way, so that Postgres need not wait for
 * the next slice.
 */
final class Run implements Lookups.Listener, BatchWriter.Listener {
    private static final int MOST_ON_THE_WAY = 2;

    private final Market market;
    private final BatchWriter writer;
    private final Lookups lookups;
    private final Slices slices;
    private final MissedParts missedParts;
    private final Residents residents;
    private final Home home;
    private final Limits limits;

    private final Deque<Step> parked = new ArrayDeque<>();
    private Batch open = new Batch();
    private boolean isOver;
    private boolean hasSlice;
    private long durable;

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

        /** True while nothing is cleared or carried out, since the end of what is under way cannot be booked. */
        boolean rests();

        /** Throws {@link BrokenJournal} where the journal would take nothing of this portfolio. */
        void checkBookable(PortfolioId portfolio);

        /** A portfolio cannot be read, and is left out of this while others go on. */
        void leftOut(PortfolioId portfolio, Progress progress, RuntimeException why);

        /** A batch is durable; the owner of a portfolio is found here. */
        void committed(Batch batch, Function<PortfolioId, UserName> owner);

        /** The journal does not take this event; the run is over. */
        void unbookable(Batch.Written event, Throwable failure);

        /** A batch could not be written, and nothing behind it: the run is over. */
        void broken(Batch batch, Throwable failure);
    }

    /** Begins with this market behind this batch of the journal. */
    Run(
            Market market,
            Journal journal,
            long lastBatch,
            JournalReader reader,
            ActionReader actions,
            Home home,
            Limits limits) {
        this.market = market;
        this.writer = new BatchWriter(journal, lastBatch, this);
        this.lookups = new Lookups(reader, actions, () -> durable, this);
        this.slices = new Slices(market, new ReadAhead(reader, actions, () -> durable, this), home, limits);
        this.missedParts = new MissedParts(actions, this);
        this.residents = new Residents(market, limits.portfolios(), limits.orders());
        this.home = home;
        this.limits = limits;
    }

    Market market() {
        return market;
    }

    /** The time at which the latest value was seen, on the clock of the master that saw it. */
    Instant latestValue() {
        return market.values().stream()
                .map(SeenQuote::seenAt)
                .reduce(Instant.EPOCH, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** True where nothing is due at the last update's values or by a corporate action, and that is durable. */
    boolean isQuiet() {
        return !slices.areDue()
                && !open.isEndOfSlices()
                && writer.onTheWay().stream().noneMatch(Batch::isEndOfSlices);
    }

    /**
     * Decides this first, for nobody, of the portfolios and orders that were read as they were known, and goes on with
     * a clearing that had not ended.
     */
    void begin(Collection<Command> first) {
        first.stream()
                .filter(command -> market.needs(command) instanceof Need.Nothing)
                .forEach(command -> open.decide(Step.forNobody(command), command, market));
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
        } else {
            writer.last().ifPresentOrElse(batch -> batch.await(waiter), () -> waiter.complete(null));
        }
    }

    private void decideParked() {
        while (!parked.isEmpty() && open.size() < limits.batch()) {
            decide(parked.remove());
        }
    }

    private void decide(Step step) {
        try {
            Command command = step.decidedAt(home.now());
            Need need = market.needs(command);
            if (need instanceof Need.Nothing) {
                open.decide(step, command, market);
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
        if (found.recall() instanceof Recall.OfPortfolio(var wanted)) {
            home.checkBookable(wanted.id());
        }
        if (market.recall(found.recall(), asOf) && found.recall() instanceof Recall.OfPortfolio(var portfolio)) {
            residents.add(portfolio.id(), found.owner().orElseThrow());
        }
    }

    @Override
    public void leaveOut(PortfolioId portfolio, RuntimeException why) {
        if (!market.isLoaded(portfolio)) {
            market.leaveOut(portfolio);
            home.leftOut(portfolio, market.progress(), why);
        }
    }

    @Override
    public void goOn(List<Step> steps) {
        parked.addAll(steps);
        send();
    }

    private void send() {
        decideParked();
        addSlice(open.size());
        while (open.size() > 0 && writer.canSend(hasSlice ? MOST_ON_THE_WAY : 1)) {
            sendOpen();
        }
    }

    private void sendOpen() {
        Batch sent = open;
        open = new Batch();
        hasSlice = false;
        if (writer.isEmpty()) {
            slices.begin();
        }
        writer.send(sent);
        // So that the next is decided while this one is written.
        decideParked();
        addSlice(sent.answered().size());
    }

    private void addSlice(int commands) {
        hasSlice = hasSlice || slices.addTo(open, commands);
    }

    /** The next batch goes on its way before anybody is told of this one. */
    @Override
    public void committed(Batch batch) {
        durable = batch.position();
        slices.committed(batch);
        try {
            send();
        } finally {
            batch.answered().forEach(Step::answer);
            batch.waiting().forEach(waiter -> waiter.complete(null));
            home.committed(batch, residents::owner);
        }
        residents.shrink(durable);
        if (!batch.all(ClearingEnded.class).isEmpty()) {
            missedParts.bring();
        }
    }

    @Override
    public void unbookable(Batch.Written event, Throwable failure) {
        home.unbookable(event, failure);
    }

    @Override
    public void broken(Batch batch, Throwable failure) {
        home.broken(batch, failure);
    }

    /**
     * Ends the run. Gives back every step that somebody waits for and that has no answer; those of one portfolio in the
     * order in which they were taken.
     */
    List<Step> end() {
        isOver = true;
        List<Step> steps = new ArrayList<>();
        List<Batch> batches = new ArrayList<>(writer.onTheWay());
        batches.add(open);
        for (Batch batch : batches) {
            steps.addAll(batch.steps());
            batch.waiting().forEach(waiter -> waiter.fail(new IllegalStateException("The market is read anew")));
        }
        steps.addAll(lookups.waiting());
        steps.addAll(parked);
        return steps.stream().filter(Step::isAwaited).distinct().toList();
    }
}
