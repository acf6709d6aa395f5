package io.papertrader.master.journal;

import io.papertrader.codec.message.ActionKind;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.ActionsApplied;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.PortfolioAction.Booked;
import io.papertrader.codec.message.PortfolioAction.Shares;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.Utf8;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.Part;
import io.papertrader.vocabulary.PortfolioId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Tells those who hold an asset what a corporate action did to their portfolio, and the operator of what could not be
 * booked.
 */
@ApplicationScoped
class ActionNews {
    private static final Logger LOG = Logger.getLogger(ActionNews.class);

    /** Items of an event: with the longest names it still fits one message. */
    private static final int ITEMS_AN_EVENT = 64;

    private final Event<LinkEvent> pushes;

    ActionNews(Event<LinkEvent> pushes) {
        this.pushes = pushes;
    }

    /** These are durable. */
    void tell(List<PartTaken> taken, Function<PortfolioId, UserName> owner) {
        // One who missed an action may hold nothing of it.
        List<PartTaken> parts =
                taken.stream().filter(each -> each.part().held().isPositive()).toList();
        for (int from = 0; from < parts.size(); from += ITEMS_AN_EVENT) {
            List<ActionsApplied.Of> items = new ArrayList<>();
            for (PartTaken each : parts.subList(from, Math.min(from + ITEMS_AN_EVENT, parts.size()))) {
                items.add(new ActionsApplied.Of(owner.apply(each.portfolio()), told(each)));
                if (!each.fault().isEmpty()) {
                    LOG.warnf(
                            "Corporate action %s leaves portfolio %s as it is: %s",
                            each.part().action().id(), each.portfolio(), each.fault());
                }
            }
            pushes.fire(new ActionsApplied(items));
        }
    }

    private static PortfolioAction told(PartTaken taken) {
        Part part = taken.part();
        boolean isExchanged = part.taken().isPositive();
        return new PortfolioAction(
                taken.action(),
                kind(part.action().change()),
                part.action().exDate(),
                new Shares(part.held(), part.action().symbol()),
                isExchanged
                        ? new Shares(part.given(), part.target())
                        : new Shares(part.held(), part.action().symbol()),
                new Booked(taken.at(), part.cash(), Utf8.shortened(taken.fault(), PortfolioAction.FAULT_BYTES)));
    }

    private static ActionKind kind(Change change) {
        return switch (change) {
            case Change.Split split -> ActionKind.SPLIT;
            case Change.Dividend dividend -> ActionKind.DIVIDEND;
            case Change.Renaming renaming -> ActionKind.RENAMING;
            case Change.Delisting delisting -> ActionKind.DELISTING;
        };
    }
}
