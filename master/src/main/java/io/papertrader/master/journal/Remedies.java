package io.papertrader.master.journal;

import io.papertrader.market.Command.PassOver;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.node.Ticks;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The ways on from events that the journal does not take, as long as this lead lasts: the portfolios that are left out,
 * the parts that are passed over, and the rests of what cannot end.
 */
final class Remedies {
    private static final Logger LOG = Logger.getLogger(Remedies.class);

    private final Ticks ticks;
    private final Unbookables unbookables = new Unbookables();
    private final Rest rest;

    Remedies(Ticks ticks, Duration firstPause) {
        this.ticks = ticks;
        this.rest = new Rest(firstPause);
    }

    /** Another lead begins, and everything is tried again. */
    void forget() {
        unbookables.clear();
        rest.forget();
    }

    /** The commands that each market decides first. */
    List<PassOver> first() {
        return unbookables.passedOver();
    }

    /** True while nothing is cleared or carried out. */
    boolean isRest() {
        return rest.isUnderWay();
    }

    /** Throws {@link BrokenJournal} where the journal would take nothing of this portfolio. */
    void checkBookable(PortfolioId portfolio) {
        unbookables.check(portfolio, ticks.nanos());
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

    /** The journal takes nothing of this portfolio. */
    void leaveOut(PortfolioId portfolio, Throwable failure) {
        unbookables.add(portfolio, ticks.nanos(), failure);
    }

    /** Each market that is read before the action ends decides this first. */
    void passOver(PassOver passing) {
        LOG.errorf(
                "It cannot be noted of portfolio %s that it misses its part in corporate action %d; the action's own"
                        + " row is to name it",
                passing.portfolio(), passing.action());
        unbookables.add(passing);
    }

    /** Begins a rest, and gives its length. */
    Duration beginRest() {
        Duration pause = rest.begin();
        LOG.errorf(
                "Nothing is cleared or carried out and no values are brought until that can be booked;"
                        + " trying again in %.1f s",
                pause.toMillis() / 1000.0);
        return pause;
    }

    /** The number of the rest that began last. */
    long lastRest() {
        return rest.number();
    }

    /** Ends this rest; false where it is over by now. */
    boolean endRest(long number) {
        return rest.end(number);
    }
}
