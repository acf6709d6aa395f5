package io.papertrader.master.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.AccountEvents;
import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.market.Ending;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.Progress;
import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Tells the owners of orders that have ended, and the operator of those that had to be set aside. */
@ApplicationScoped
class News {
    private static final Logger LOG = Logger.getLogger(News.class);

    /** Items of an event: with the longest names and reasons it still fits one message. */
    private static final int ITEMS_AN_EVENT = 64;

    private final Event<LinkEvent> pushes;
    private final Counter cleared;
    private final Counter setAside;
    private final Counter leftOut;

    News(Event<LinkEvent> pushes, MeterRegistry metrics) {
        this.pushes = pushes;
        this.cleared = metrics.counter("papertrader.transactions.cleared");
        this.setAside = metrics.counter("papertrader.transactions.set.aside");
        this.leftOut = metrics.counter("papertrader.portfolios.left.out");
    }

    /** The ends of these orders are durable. */
    void tell(List<OrderEnded> ended, Function<PortfolioId, UserName> owner) {
        for (int from = 0; from < ended.size(); from += ITEMS_AN_EVENT) {
            List<Numbered> items = new ArrayList<>();
            for (OrderEnded event : ended.subList(from, Math.min(from + ITEMS_AN_EVENT, ended.size()))) {
                items.add(
                        new Numbered(owner.apply(event.order().portfolio()), event.eventNumber(), transaction(event)));
                count(event);
            }
            pushes.fire(new AccountEvents(items));
        }
    }

    /** A portfolio cannot be read; others go on. */
    void leftOut(PortfolioId portfolio, Progress progress, RuntimeException why) {
        leftOut.increment();
        LOG.errorf(why, "Portfolio %s cannot be read and is left out of %s", portfolio, told(progress));
    }

    private static String told(Progress progress) {
        return switch (progress) {
            case Progress.CarryingOut current ->
                "corporate action " + current.announced().action().id()
                        + "; it has its part when it can be read, before all else";
            case Progress.Clearing clearing -> "the clearing of update " + clearing.update() + "; its orders wait";
            case Progress.Cleared cleared -> "what was under way";
        };
    }

    private void count(OrderEnded event) {
        cleared.increment();
        if (event.ending() == Ending.SET_ASIDE) {
            setAside.increment();
            LOG.warnf(
                    "Order %s of portfolio %s had to be set aside: %s",
                    event.order().id(), event.order().portfolio(), event.why());
        }
    }

    private static Transaction transaction(OrderEnded event) {
        EndedRow row = EndedRow.of(event);
        Order order = event.order();
        return new Transaction(
                order.trade().side(),
                order.trade().symbol(),
                EndingWord.of(event.ending()),
                order.placedAt(),
                Optional.of(event.at()),
                Optional.ofNullable(row.price()).map(Money::new),
                Optional.of(new Transaction.Owned(
                        order.id(),
                        order.trade().quantity(),
                        new Money(row.fee()),
                        Optional.ofNullable(row.valueTime()),
                        row.valueSource(),
                        row.reason())));
    }
}
