package io.papertrader.master.live;

import io.papertrader.market.action.CorporateAction;
import java.time.LocalDate;
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

    /** Those whose ex-dates are from (inclusive) to (inclusive). */
    ToldActions within(LocalDate from, LocalDate to) {
        return new ToldActions(
                actions.stream()
                        .filter(action -> !action.exDate().isBefore(from)
                                && !action.exDate().isAfter(to))
                        .toList(),
                nonsense);
    }

    /** Those of a provider that tells of none. */
    static ToldActions none() {
        return new ToldActions(List.of(), List.of());
    }
}
