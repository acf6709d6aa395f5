package io.papertrader.market;

import io.papertrader.market.Command.CancelOrder;
import io.papertrader.market.Command.OfOrder;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Event.DoneBefore;
import io.papertrader.market.Event.OrderCancelled;
import io.papertrader.market.Event.OrderSetAside;
import io.papertrader.market.Event.Refused;
import io.papertrader.market.order.Order;
import java.util.function.BiFunction;

/** Decides whether an open order ends by a command: taken back by its client, or set aside by the owner of the market. */
final class Withdrawal {
    private final State state;

    Withdrawal(State state) {
        this.state = state;
    }

    Event decide(CancelOrder command) {
        return withdraw(command, Ending.CANCELLED, (order, number) -> new OrderCancelled(order, number, command.at()));
    }

    Event decide(SetOrderAside command) {
        return withdraw(
                command,
                Ending.SET_ASIDE,
                (order, number) -> new OrderSetAside(order, number, command.reason(), command.at()));
    }

    private Event withdraw(OfOrder command, Ending ending, BiFunction<Order, Long, Event> event) {
        if (state.isStranger(command.portfolio())) {
            return new Refused(command, RefuseReason.UNKNOWN_PORTFOLIO, "");
        }
        Portfolio portfolio = state.portfolio(command.portfolio());
        if (portfolio.isOpen(command.id())) {
            return event.apply(portfolio.open(command.id()), portfolio.nextEvent());
        }
        if (!portfolio.past().has(command.id())) {
            return new Refused(command, RefuseReason.UNKNOWN_ORDER, "");
        }
        return portfolio.past().get(command.id()).ending() == ending
                ? new DoneBefore(command)
                : new Refused(command, RefuseReason.ORDER_ENDED, "");
    }
}
