package io.papertrader.market;

import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.PassOver;
import io.papertrader.market.Command.SkipPart;
import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.PartMissed;
import io.papertrader.market.MarketEvent.PartPassedOver;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Carries out a corporate action, portfolio by portfolio in the order of their numbers, a slice at a time. The next
 * portfolios are read from the journal behind the announcement: while the action goes on nobody gets any of its asset,
 * so a reading stays complete. The queue is no part of the market's state; where it is lost, it begins behind the last
 * portfolio that had its part or missed it.
 */
final class CarryingOut {
    private final State state;
    private final Parts parts;
    private final Queue<PortfolioId> next = new ArrayDeque<>();
    private final Set<PortfolioId> unreadable = new HashSet<>();
    private final Set<PortfolioId> unmissable = new HashSet<>();
    private long number;
    private long readUpTo;
    private boolean isReadToItsEnd;

    CarryingOut(State state, Parts parts) {
        this.state = state;
        this.parts = parts;
    }

    /** The portfolios that have to be recalled before the next slice can decide anything. */
    Need missing() {
        if (!(state.progress() instanceof Progress.CarryingOut current)) {
            return Need.NOTHING;
        }
        turnTo(current);
        if (next.isEmpty()) {
            return isReadToItsEnd
                    ? Need.NOTHING
                    : new Need.OfHolders(current.announced().action().symbol(), readUpTo);
        }
        return canVisit(next.element()) ? Need.NOTHING : new Need.OfPortfolio(next.element());
    }

    /** The portfolios among so many that come next that are not in memory. */
    List<PortfolioId> missing(int most) {
        if (!(state.progress() instanceof Progress.CarryingOut current)) {
            return List.of();
        }
        turnTo(current);
        return next.stream().limit(most).filter(id -> !canVisit(id)).toList();
    }

    /** Believes a reading of who comes next, if it held all that was decided up to the announcement. */
    boolean recall(Recall.OfHolders found, long asOf) {
        boolean isWanted = asOf >= state.announcements().lastAt()
                && missing() instanceof Need.OfHolders wanted
                && wanted.equals(new Need.OfHolders(found.symbol(), found.after()));
        if (isWanted) {
            next.addAll(found.next());
            isReadToItsEnd = found.next().isEmpty();
            readUpTo = isReadToItsEnd ? readUpTo : found.next().getLast().value();
        }
        return isWanted;
    }

    /** The portfolio misses its part, unless it can be read before its turn comes. */
    void leaveOut(PortfolioId portfolio) {
        unreadable.add(portfolio);
    }

    private boolean canVisit(PortfolioId portfolio) {
        return state.isLoaded(portfolio) || unreadable.contains(portfolio);
    }

    private void turnTo(Progress.CarryingOut current) {
        if (number != current.announced().number()) {
            number = current.announced().number();
            next.clear();
            unreadable.clear();
            unmissable.clear();
            readUpTo = current.reached();
            isReadToItsEnd = false;
        }
    }

    void decide(ActSlice command, Consumer<MarketEvent> events) {
        if (!(state.progress() instanceof Progress.CarryingOut current) || !isCarryingOut(command.action())) {
            events.accept(new Refused(command, RefuseReason.NOT_CLEARING, ""));
            return;
        }
        turnTo(current);
        int decided = 0;
        while (decided < command.limit() && !next.isEmpty() && canVisit(next.element())) {
            decided += visit(next.remove(), current.announced(), command.at(), events);
        }
        if (next.isEmpty() && isReadToItsEnd) {
            events.accept(new ActionEnded(command.action(), command.at()));
        }
    }

    /**
     * The journal could not book a portfolio's part: when the portfolio's turn comes, it moves nothing. The market
     * remembers that until it is thrown away; others, whose numbers are lower, may still be before it.
     */
    List<MarketEvent> skip(SkipPart command) {
        boolean isMissed = state.loaded(command.portfolio())
                .filter(portfolio -> portfolio.hasMissed(command.action()))
                .isPresent();
        if (!isMissed && !isCarryingOut(command.action())) {
            return List.of(new Refused(command, RefuseReason.NOT_CLEARING, ""));
        }
        parts.skip(command.portfolio(), command.action(), command.reason());
        return List.of();
    }

    /** The journal could not book that a portfolio misses its part: the action's own row is to name it. */
    List<MarketEvent> passOver(PassOver command) {
        if (!isCarryingOut(command.action())) {
            return List.of(new Refused(command, RefuseReason.NOT_CLEARING, ""));
        }
        turnTo((Progress.CarryingOut) state.progress());
        unmissable.add(command.portfolio());
        return List.of();
    }

    private boolean isCarryingOut(long action) {
        return state.progress() instanceof Progress.CarryingOut current
                && current.announced().number() == action;
    }

    /** Gives away what comes of it for a portfolio; says how many decisions that were, one at least. */
    private int visit(PortfolioId id, ActionAnnounced announced, Instant now, Consumer<MarketEvent> events) {
        if (!state.isLoaded(id)) {
            events.accept(
                    unmissable.contains(id)
                            ? new PartPassedOver(announced.number(), id, now)
                            : new PartMissed(announced.number(), id, now));
            return 1;
        }
        parts.makeUp(id, now, events);
        int ended = parts.endOrders(id, announced.action(), now, events);
        if (parts.held(id, announced.action()).isPositive() && !hasHadPart(id)) {
            events.accept(parts.part(id, announced, now));
        }
        return ended + 1;
    }

    private boolean hasHadPart(PortfolioId id) {
        return state.progress() instanceof Progress.CarryingOut current && id.value() <= current.reached();
    }
}
