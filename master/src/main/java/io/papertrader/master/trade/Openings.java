package io.papertrader.master.trade;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.MarketEvent;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.CurrencyCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Opens the portfolios of accounts with their first cash. */
@ApplicationScoped
public class Openings {
    private final Sequencer sequencer;
    private final TradeConfig config;

    Openings(Sequencer sequencer, TradeConfig config) {
        this.sequencer = sequencer;
        this.config = config;
    }

    /** Opens an account's first portfolio, unless it is there already. */
    public Uni<Void> open(AccountId account, UserName owner) {
        return sequencer
                .open(account.portfolio(), owner, new CurrencyCode(config.currency()), config.startingCash())
                .invoke(event -> {
                    if (event instanceof MarketEvent.Refused refused) {
                        throw new IllegalStateException("The portfolio of " + owner + " does not open: " + refused);
                    }
                })
                .replaceWithVoid();
    }
}
