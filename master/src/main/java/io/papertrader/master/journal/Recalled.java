package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.PortfolioState;

/** A portfolio out of the journal, and the name of its owner, which is no matter of the market. */
record Recalled(PortfolioState portfolio, UserName owner) {}
