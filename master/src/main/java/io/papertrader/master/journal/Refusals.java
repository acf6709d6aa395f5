package io.papertrader.master.journal;

import io.papertrader.market.Command;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.Remedy;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The ways on from events that the journal does not take, as long as this lead lasts: the portfolios that are left out,
 * the parts that are passed over, and the rests of what cannot end.
 */
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final Run.Home home;
    private final Unbookables unbookables = new Unbookables();
    private final Rest rest;
    private final Rests rests;

    /** The one who tries again when a rest is over. */
    interface Rests {
        /** Calls {@link #end} with this number after the pause. */
        void begin(Duration pause, long number);
    }

    Refusals(Run.Home home, Duration firstPause, Rests rests) {
        this.home = home;
        this.rest = new Rest(firstPause);
        this.rests = rests;
    }

    /** Another lead begins, and everything is tried again. */
    void forget() {
        unbookables.clear();
        rest.forget();
    }

    /** The commands that each market decides first. */
    List<? extends Command> first() {
        return unbookables.passedOver();
    }

    /** True while nothing is cleared or carried out. */
    boolean isRest() {
        return rest.isUnderWay();
    }

    /** Ends this rest; false where it is over by now. */
    boolean end(long number) {
        return rest.end(number);
    }

    /** Throws {@link BrokenJournal} where the journal would take nothing of this portfolio. */
    void checkBookable(PortfolioId portfolio) {
        unbookables.check(portfolio, home.nanos());
    }

    /** A batch is durable: an end in it was booked. */
    void committed(Batch batch) {
        if (!batch.all(ActionEnded.class).isEmpty()) {
            unbookables.forgetPassedOver();
        }
        if (batch.isEndOfSlices()) {
            rest.forget();
        }
    }

    /** Takes note of an event that the journal does not take; gives the way on without it. */
    Remedy take(Batch.Written written, Throwable failure) {
        Step step = written.step();
        LOG.errorf(failure, "An event cannot be booked: %s", written.event());
        Remedy remedy = Remedy.of(step.decidedAt(home.now()), step.isAwaited(), written.event(), home.now());
        switch (remedy) {
            case Remedy.Replace replacement -> {}
            case Remedy.Repeat(Command.PassOver passing) -> passOver(passing);
            case Remedy.LeaveOut(PortfolioId portfolio) -> unbookables.add(portfolio, home.nanos(), failure);
            case Remedy.TryLater() -> beginRest();
            case Remedy.Fail() -> {}
        }
        return remedy;
    }

    private void passOver(Command.PassOver passing) {
        LOG.errorf(
                "It cannot be noted of portfolio %s that it misses its part in corporate action %d; the action's own"
                        + " row is to name it",
                passing.portfolio(), passing.action());
        unbookables.add(passing);
    }

    private void beginRest() {
        Duration pause = rest.begin();
        LOG.errorf(
                "Nothing is cleared or carried out and no values are brought until that can be booked;"
                        + " trying again in %.1f s",
                pause.toMillis() / 1000.0);
        rests.begin(pause, rest.number());
    }
}
