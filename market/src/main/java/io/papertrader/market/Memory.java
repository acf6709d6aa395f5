package io.papertrader.market;

import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.AnnounceAction;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.ForgetValues;
import io.papertrader.market.Command.OfOrder;
import io.papertrader.market.Command.OfPortfolio;
import io.papertrader.market.Command.OfTrading;
import io.papertrader.market.Command.PassOver;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.action.ActionId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the journal that is in memory: what a command takes of it has to be recalled first, and some is
 * forgotten.
 */
final class Memory {
    private final State state;
    private final Clearing clearing;
    private final Announcing announcing;
    private final CarryingOut carryingOut;

    Memory(State state, Clearing clearing, Announcing announcing, CarryingOut carryingOut) {
        this.state = state;
        this.clearing = clearing;
        this.announcing = announcing;
        this.carryingOut = carryingOut;
    }

    /** The reading that has to be recalled before this command is decided. */
    Need needs(Command command) {
        return switch (command) {
            case OfPortfolio ofPortfolio -> needsOf(ofPortfolio);
            case UpdateValues update -> Need.NOTHING;
            case ForgetValues forget -> state.waiting().isKnown() ? Need.NOTHING : new Need.OfWaiting();
            case OfTrading change -> Need.NOTHING;
            case ClearSlice slice -> clearing.missing();
            case AnnounceAction announcement -> needsOf(announcement);
            case ActSlice slice -> carryingOut.missing();
            case PassOver passing -> Need.NOTHING;
        };
    }

    private Need needsOf(OfPortfolio command) {
        PortfolioId id = command.portfolio();
        return state.loaded(id)
                .map(portfolio -> needsOf(command, portfolio))
                .orElseGet(() -> state.isStranger(id) ? Need.NOTHING : new Need.OfPortfolio(id));
    }

    private static Need needsOf(OfPortfolio command, Portfolio portfolio) {
        return command instanceof OfOrder ofOrder && !portfolio.canTell(ofOrder.id())
                ? new Need.OfOrder(command.portfolio(), ofOrder.id())
                : Need.NOTHING;
    }

    private Need needsOf(AnnounceAction command) {
        ActionId id = command.action().id();
        return announcing.needs(id) ? new Need.OfAction(id) : Need.NOTHING;
    }

    /** The portfolios among so many that what is under way comes to next that are not in memory. */
    List<PortfolioId> missing(int most) {
        return state.progress() instanceof Progress.CarryingOut ? carryingOut.missing(most) : clearing.missing(most);
    }

    /** Takes in what was read as of this position; false where that is too old by now, or not needed any more. */
    boolean recall(Recall found, long asOf) {
        return switch (found) {
            case Recall.OfPortfolio(PortfolioState portfolio) -> state.load(portfolio, asOf);
            case Recall.NoPortfolio(PortfolioId id) -> state.knowStranger(id, asOf);
            case Recall.OfOrder(PastOrder order) -> remember(order, asOf);
            case Recall.NoOrder(PortfolioId id, TransactionId order) -> knowStranger(id, order, asOf);
            case Recall.OfWaiting(Map<AssetSymbol, Set<PortfolioId>> read) -> state.knowWaiting(read, asOf);
            case Recall.OfAction(ActionId id, boolean isKnown) -> announcing.recall(id, isKnown, asOf);
            case Recall.OfHolders holders -> carryingOut.recall(holders, asOf);
        };
    }

    private boolean remember(PastOrder found, long asOf) {
        PortfolioId id = found.order().portfolio();
        TransactionId order = found.order().id();
        if (!state.isLoaded(id) || state.portfolio(id).isOpen(order)) {
            return false;
        }
        state.portfolio(id).past().add(found, asOf);
        return true;
    }

    /** An order that was read as unknown may have been accepted since, by another copy of its command. */
    private boolean knowStranger(PortfolioId id, TransactionId order, long asOf) {
        return state.isLoaded(id)
                && !state.portfolio(id).isOpen(order)
                && state.portfolio(id).past().knowStranger(order, asOf);
    }

    /** Goes on without a portfolio that cannot be recalled. */
    void leaveOut(PortfolioId portfolio) {
        if (!state.isLoaded(portfolio)) {
            clearing.leaveOut(portfolio);
            carryingOut.leaveOut(portfolio);
        }
    }

    /** Forgets a portfolio whose events are durable up to this position; false where it is in use. */
    boolean evict(PortfolioId portfolio, long durable) {
        return !clearing.isIn(portfolio) && state.evict(portfolio, durable);
    }
}
