package io.papertrader.master.session;

import io.papertrader.master.audit.Party;
import io.papertrader.vocabulary.PortfolioId;

/** An account's number in the database; never leaves the master. */
public record AccountId(long value) {
    /** The audit trail's name for it. */
    public Party party() {
        return new Party.Account(value);
    }

    /** The number of the account's first portfolio is its own. */
    public PortfolioId portfolio() {
        return new PortfolioId(value);
    }
}
