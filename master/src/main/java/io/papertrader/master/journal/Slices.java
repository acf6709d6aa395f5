package io.papertrader.master.journal;

import io.papertrader.market.Command;
import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Market;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.Need;
import io.papertrader.market.Progress;

/**
 * The slices of what is under way, a clearing or a corporate action: one in each batch while there is something to
 * clear or to carry out. The portfolios that the next ones come to are read meanwhile.
 */
final class Slices {
    /** Portfolios that are read before their turn, unless that would be more than a part of the memory. */
    private static final int AHEAD = 128;

    private static final int PART_AHEAD = 4;

    private final Market market;
    private final ReadAhead readAhead;
    private final Run.Home home;
    private final SliceSize size;
    private final int ahead;

    Slices(Market market, ReadAhead readAhead, Run.Home home, Run.Limits limits) {
        this.market = market;
        this.readAhead = readAhead;
        this.home = home;
        this.size = new SliceSize(limits.slice(), limits.commit());
        this.ahead = Math.clamp(limits.portfolios() / PART_AHEAD, 1, AHEAD);
    }

    /** True where something is under way. */
    boolean areDue() {
        return !(market.progress() instanceof Progress.Cleared);
    }

    /**
     * Decides the next one into a batch, beside so many commands, and begins to read what those behind it need; false
     * where nothing can be decided now.
     */
    boolean addTo(Batch batch, int commands) {
        if (!areDue() || home.rests()) {
            return false;
        }
        Command slice = next(size.of(commands));
        Need need = market.needs(slice);
        boolean isDecided = need instanceof Need.Nothing;
        if (isDecided) {
            batch.decide(Step.forNobody(slice), slice, market);
        }
        switch (need) {
            case Need.OfHolders holders -> readAhead.read(holders);
            case Need.OfWaiting waiting -> readAhead.readWaiting();
            default -> readAhead.read(market.missing(ahead));
        }
        return isDecided;
    }

    private Command next(int most) {
        return market.progress() instanceof Progress.CarryingOut current
                ? new ActSlice(current.announced().number(), most, home.now())
                : new ClearSlice(market.progress().update(), most, home.now());
    }

    /** A batch goes on its way, and none is before it. */
    void begin() {
        size.begin(home.nanos());
    }

    /** A batch is written, and the one behind it begins to be. */
    void committed(Batch batch) {
        size.committed(
                batch.all(OrderAccepted.class).size(),
                batch.all(OrderEnded.class).size(),
                home.nanos());
    }
}
