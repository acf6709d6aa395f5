package io.papertrader.market;

import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Command.SkipPart;
import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.MarketEvent.PartMissed;
import io.papertrader.market.MarketEvent.PartPassedOver;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.PortfolioOpened;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.market.MarketEvent.TradingChanged;
import io.papertrader.market.MarketEvent.ValuesForgotten;
import io.papertrader.market.MarketEvent.ValuesUpdated;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Instant;

/**
 * The way on from an event that the journal does not take. The market that decided it is thrown away; the next one has
 * the journal up to the event, and goes on by this, so that nobody else is stopped.
 */
public sealed interface Remedy {
    /** The reason, for people, of an order that is set aside because of it. */
    String UNBOOKABLE = "The order could not be booked.";

    /** The reason, for people, of a part in a corporate action that moves nothing because of it. */
    String UNBOOKABLE_PART = "It could not be booked.";

    /** The next market decides this first: an order ends otherwise, and a part in a corporate action moves nothing. */
    record Replace(Command.OfPortfolio by) implements Remedy {}

    /** Each market that is read before the action ends decides this first: the action's own row names the portfolio. */
    record PassOverPart(Command.PassOver by) implements Remedy {}

    /** Nothing else is left to be decided of the portfolio: others go on without it. */
    record LeaveOut(PortfolioId portfolio) implements Remedy {}

    /**
     * Nothing can stand for the end of a clearing or an action, nor for the last note that a portfolio misses its part:
     * it is tried again later, and orders are taken meanwhile.
     */
    record TryLater() implements Remedy {}

    /** The command fails, and whoever sent it hears so. */
    record Fail() implements Remedy {}

    /**
     * The remedy for an event that this command came to.
     *
     * @param isAwaited true where somebody waits for the command, and hears of its failure
     */
    static Remedy of(Command command, boolean isAwaited, Recorded refused, Instant now) {
        boolean isReplacement = command instanceof SetOrderAside;
        return switch (refused) {
            case OrderSetAside aside -> new LeaveOut(aside.order().portfolio());
            case OrderEnded ended
            when isReplacement -> new LeaveOut(ended.order().portfolio());
            // Nobody asks for it: it goes with a part that is made up, which comes again before all else.
            case OrderExpired expired
            when isAwaited -> new LeaveOut(expired.order().portfolio());
            case OrderEnded ended
            when !isAwaited ->
                new Replace(new SetOrderAside(
                        ended.order().portfolio(), ended.order().id(), UNBOOKABLE, now));
            case PartTaken part when isReplacement || !part.fault().isEmpty() -> new LeaveOut(part.portfolio());
            case PartTaken part -> new Replace(new SkipPart(part.portfolio(), part.action(), UNBOOKABLE_PART, now));
            case PartMissed missed -> new PassOverPart(new Command.PassOver(missed.portfolio(), missed.action(), now));
            case PartPassedOver passed -> new TryLater();
            case ClearingEnded ended -> new TryLater();
            case ActionEnded ended -> new TryLater();
            case OrderEnded ended -> new Fail();
            case OrderAccepted accepted -> new Fail();
            case PortfolioOpened opened -> new Fail();
            case ValuesUpdated updated -> new Fail();
            case ValuesForgotten forgotten -> new Fail();
            case TradingChanged changed -> new Fail();
            case ActionAnnounced announced -> new Fail();
        };
    }
}
