package io.papertrader.master.actions;

import io.papertrader.market.action.CorporateAction;
import java.util.List;

/** A source of corporate actions. */
public interface ActionSource {
    /**
     * All that it knows of listed assets, as they are to be applied to the prices that this master has; by their
     * ex-dates.
     */
    List<CorporateAction> actions();
}
