package io.papertrader.market;

import io.papertrader.market.Command.AnnounceAction;
import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.DoneBefore;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a corporate action begins. An action that was announced since memory began is known; of any other the
 * journal is asked, and a finding that there is none counts until the next is announced.
 */
final class Announcing {
    private final State state;
    private final Rules rules;
    private final Set<ActionId> known = new HashSet<>();
    private Optional<ActionId> stranger = Optional.empty();

    Announcing(State state, Rules rules) {
        this.state = state;
        this.rules = rules;
    }

    boolean needs(ActionId id) {
        return !isKnown(id) && stranger.filter(id::equals).isEmpty();
    }

    /** Believes what the journal says, if it held every announcement when it was read. */
    boolean recall(ActionId id, boolean isKnown, long asOf) {
        if (asOf < state.announcements().lastAt()) {
            return false;
        }
        if (isKnown) {
            known.add(id);
        } else {
            stranger = Optional.of(id);
        }
        return true;
    }

    private boolean isKnown(ActionId id) {
        return known.contains(id) || state.announcements().has(id);
    }

    MarketEvent decide(AnnounceAction command) {
        CorporateAction action = command.action();
        if (isKnown(action.id())) {
            return new DoneBefore(command);
        }
        if (action.change() instanceof Change.Renaming(AssetSymbol to) && !rules.isListed(to)) {
            return new Refused(command, RefuseReason.UNKNOWN_ASSET, to + " is not on the list of assets.");
        }
        if (action.change() instanceof Change.Renaming(AssetSymbol to) && !rules.isOfOneCurrency(action.symbol(), to)) {
            return new Refused(
                    command,
                    RefuseReason.OTHER_CURRENCY,
                    to + " is traded in another currency than " + action.symbol());
        }
        if (!(state.progress() instanceof Progress.Cleared)) {
            return new Refused(command, RefuseReason.STILL_CLEARING, "");
        }
        Optional<Money> last = state.lastValue(action.symbol());
        if (last.isEmpty() && action.change() instanceof Change.Delisting(Optional<Money> payout) && payout.isEmpty()) {
            return new Refused(
                    command,
                    RefuseReason.STALE_VALUE,
                    "There is no value of " + action.symbol() + "; say what a share is paid.");
        }
        return new ActionAnnounced(
                state.announcements().last() + 1,
                action,
                price(action.change(), last.orElse(Money.ZERO)),
                state.progress().update(),
                command.at());
    }

    private static Money price(Change change, Money last) {
        return switch (change) {
            case Change.Split(ShareRatio ratio) -> ratio.valueOfNew(last);
            case Change.Dividend(Money perShare) -> perShare;
            case Change.Renaming renaming -> Money.ZERO;
            case Change.Delisting(Optional<Money> payout) -> payout.orElse(last);
        };
    }
}
