package io.papertrader.market;

import io.papertrader.market.Command.CancelOrder;
import io.papertrader.market.Command.OfOrder;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.MarketEvent.DoneBefore;
import io.papertrader.market.MarketEvent.OrderCancelled;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.order.Order;
import java.util.function.BiFunction;

/**
 * Decides whether an open order ends by a command: taken back by its client, or set aside by the owner of the market.
 */
final class Withdrawal {
    private final State state;
    private final Clearing clearing;

    Withdrawal(State state, Clearing clearing) {
        this.state = state;
        this.clearing = clearing;
    }

    /** Nobody takes back what is due at a value that may be known: they would choose by it. */
    MarketEvent decide(CancelOrder command) {
        return isDue(command) ? new Refused(command, RefuseReason.ORDER_DUE, "") : cancel(command);
    }

    private MarketEvent cancel(CancelOrder command) {
        return withdraw(command, Ending.CANCELLED, (order, number) -> new OrderCancelled(order, number, command.at()));
    }

    MarketEvent decide(SetOrderAside command) {
        return withdraw(
                command,
                Ending.SET_ASIDE,
                (order, number) -> new OrderSetAside(order, number, command.reason(), command.at()));
    }

    private boolean isDue(CancelOrder command) {
        return state.isLoaded(command.portfolio())
                && state.portfolio(command.portfolio()).isOpen(command.id())
                && clearing.decides(state.portfolio(command.portfolio()).open(command.id()));
    }

    private MarketEvent withdraw(OfOrder command, Ending ending, BiFunction<Order, Long, MarketEvent> event) {
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
