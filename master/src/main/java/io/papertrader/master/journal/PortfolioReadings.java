package io.papertrader.master.journal;

import io.papertrader.market.BrokenLaw;
import io.papertrader.vocabulary.PortfolioId;

/** The portfolios that were read together. One that cannot be read, or not be believed, stops nobody else. */
record PortfolioReadings(Readings<PortfolioId, Recalled> readings) {
    /** Tells whoever asked what was found in a journal that held everything up to this position. */
    void tell(Lookups.Listener listener, long asOf) {
        readings.broken().forEach(listener::leaveOut);
        readings.found().forEach((id, found) -> {
            try {
                listener.found(Lookups.Found.of(found), asOf);
            } catch (BrokenLaw | BrokenJournal broken) {
                listener.leaveOut(id, broken);
            }
        });
    }
}
