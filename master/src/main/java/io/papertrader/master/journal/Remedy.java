package io.papertrader.master.journal;

import io.papertrader.market.Command;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Command.SkipPart;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Instant;

/** The way on from an event that cannot be booked. */
sealed interface Remedy {
    String UNBOOKABLE = "The order could not be booked.";
    String UNBOOKABLE_PART = "It could not be booked.";

    /** The next market decides this first: an order ends otherwise, and a part in a corporate action moves nothing. */
    record Replace(Command.OfPortfolio by) implements Remedy {}

    /** Nothing else is left to be decided of the portfolio: others go on without it. */
    record LeaveOut(PortfolioId portfolio) implements Remedy {}

    /** The command fails. */
    record Fail() implements Remedy {}

    /** The remedy for this event. */
    static Remedy of(Batch.Written refused, Instant now) {
        boolean isReplacement = refused.step().decidedAt(now) instanceof SetOrderAside;
        boolean isAwaited = refused.step().isAwaited();
        return switch (refused.event()) {
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
            default -> new Fail();
        };
    }
}
