package io.papertrader.master.live;

import io.papertrader.market.action.CorporateAction;
import java.util.List;

/**
 * The words of a provider about corporate actions.
 *
 * @param nonsense rows about listed assets that are none, each with its reason
 */
public record ToldActions(List<CorporateAction> actions, List<Reading.Nonsense> nonsense) {
    public ToldActions {
        actions = List.copyOf(actions);
        nonsense = List.copyOf(nonsense);
    }

    /** Those of a provider that tells of none. */
    static ToldActions none() {
        return new ToldActions(List.of(), List.of());
    }
}
