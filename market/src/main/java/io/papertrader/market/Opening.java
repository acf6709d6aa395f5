package io.papertrader.market;

import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.MarketEvent.DoneBefore;
import io.papertrader.market.MarketEvent.PortfolioOpened;
import io.papertrader.market.MarketEvent.Refused;

/** Decides whether a portfolio opens. */
final class Opening {
    private final State state;

    Opening(State state) {
        this.state = state;
    }

    /** The first cash may be spent since, so that the same opening is known by its currency. */
    MarketEvent decide(OpenPortfolio command) {
        if (state.isStranger(command.portfolio())) {
            return new PortfolioOpened(command.portfolio(), command.currency(), command.cash(), command.at());
        }
        return state.portfolio(command.portfolio()).currency().equals(command.currency())
                ? new DoneBefore(command)
                : new Refused(command, RefuseReason.PORTFOLIO_EXISTS, "");
    }
}
