package io.papertrader.market;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.PartMissed;
import io.papertrader.market.MarketEvent.PartPassedOver;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.PortfolioOpened;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.market.MarketEvent.TradingChanged;
import io.papertrader.market.MarketEvent.ValuesForgotten;
import io.papertrader.market.MarketEvent.ValuesUpdated;
import io.papertrader.market.order.Order;
import io.papertrader.market.value.Quote;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The market in memory. Deciders read it; {@link #apply} alone changes what the journal knows too. */
final class State {
    /** Before all trading, and within what calendars can count. */
    private static final Instant LONG_AGO = Instant.parse("0000-01-01T00:00:00Z");

    private static final SeenQuote NEVER =
            new SeenQuote(new Quote(new AssetSymbol("NONE"), Money.ZERO, LONG_AGO, ""), 0, LONG_AGO);

    private final int rememberedOrders;
    private final Map<PortfolioId, Portfolio> portfolios = new HashMap<>();
    private final Set<PortfolioId> strangers = new HashSet<>();
    private final Map<AssetSymbol, SeenQuote> values = new HashMap<>();
    private final Waiting waiting = new Waiting();
    private final Announcements announcements;
    private Trading trading;
    private Progress progress;
    private long lastOrder;
    private long position;
    private long evictedAt;

    State(MarketSnapshot start, int rememberedOrders) {
        this.rememberedOrders = rememberedOrders;
        this.trading = start.trading();
        this.lastOrder = start.lastOrder();
        this.progress = start.progress();
        this.announcements = new Announcements(start);
        start.values().forEach(seen -> values.put(seen.quote().symbol(), seen));
    }

    boolean isLoaded(PortfolioId id) {
        return portfolios.containsKey(id);
    }

    boolean isStranger(PortfolioId id) {
        return strangers.contains(id);
    }

    Optional<Portfolio> loaded(PortfolioId id) {
        return Optional.ofNullable(portfolios.get(id));
    }

    Portfolio portfolio(PortfolioId id) {
        return Objects.requireNonNull(portfolios.get(id));
    }

    /** The latest value of an asset; one that was seen before all time where there is none. */
    SeenQuote value(AssetSymbol symbol) {
        return values.getOrDefault(symbol, NEVER);
    }

    /** The latest value of an asset, also where it is one of shares that have been exchanged since. */
    Optional<Money> lastValue(AssetSymbol symbol) {
        return Optional.ofNullable(values.get(symbol)).map(seen -> seen.quote().value());
    }

    Announcements announcements() {
        return announcements;
    }

    Collection<SeenQuote> values() {
        return Collections.unmodifiableCollection(values.values());
    }

    Waiting waiting() {
        return waiting;
    }

    Trading trading() {
        return trading;
    }

    Progress progress() {
        return progress;
    }

    long lastOrder() {
        return lastOrder;
    }

    /** The number of events that were applied: the position of the journal, counted from where this memory began. */
    long position() {
        return position;
    }

    MarketSnapshot marketState() {
        return new MarketSnapshot(
                trading,
                lastOrder,
                progress,
                List.copyOf(values.values()),
                announcements.last(),
                announcements.exchanged());
    }

    void apply(Recorded event) {
        position++;
        switch (event) {
            case PortfolioOpened opened -> open(opened);
            case OrderAccepted accepted -> accept(accepted.order());
            case OrderEnded ended -> end(ended);
            case ValuesUpdated updated -> update(updated);
            case ClearingEnded ended -> endClearing(ended);
            case ValuesForgotten forgotten -> forget(forgotten);
            case TradingChanged changed -> trading = changed.trading();
            case ActionAnnounced begun -> announce(begun);
            case PartTaken part -> take(part);
            case PartMissed missed -> miss(missed.action(), missed.portfolio());
            case PartPassedOver passed -> miss(passed.action(), passed.portfolio());
            case ActionEnded ended -> endAction(ended);
        }
    }

    /** Takes in a portfolio, if it was read from a journal that held all of it; keeps what is here already. */
    boolean load(PortfolioState state, long asOf) {
        if (asOf < evictedAt || isLoaded(state.id())) {
            return false;
        }
        Portfolio portfolio = new Portfolio(state, rememberedOrders, asOf);
        portfolios.put(state.id(), portfolio);
        strangers.remove(state.id());
        portfolio.waitsFor().forEach(symbol -> waiting.add(symbol, state.id()));
        return true;
    }

    /** Knows who has open orders, if that was not known yet. */
    boolean knowWaiting(Map<AssetSymbol, Set<PortfolioId>> read, long asOf) {
        return waiting.know(read, portfolios.values(), asOf);
    }

    /** Believes that there is no such portfolio, if the journal that was read held all of each that was here. */
    boolean knowStranger(PortfolioId id, long asOf) {
        return asOf >= evictedAt && !isLoaded(id) && strangers.add(id);
    }

    /** Forgets a portfolio whose every event is durable. */
    boolean evict(PortfolioId id, long durable) {
        if (!isLoaded(id) || portfolio(id).changedAt() > durable) {
            return false;
        }
        evictedAt = Math.max(evictedAt, portfolio(id).changedAt());
        waiting.leave(portfolio(id));
        portfolios.remove(id);
        return true;
    }

    private void open(PortfolioOpened opened) {
        PortfolioId id = opened.portfolio();
        BrokenLaw.require(!isLoaded(id), "a portfolio opens once", opened);
        strangers.remove(id);
        portfolios.put(id, new Portfolio(opened, rememberedOrders, position));
    }

    private void accept(Order order) {
        BrokenLaw.require(order.number() == lastOrder + 1, "orders are numbered without a gap", order);
        if (loaded(order.portfolio(), order).accept(order, position)) {
            waiting.add(order.trade().symbol(), order.portfolio());
        }
        lastOrder = order.number();
    }

    private void end(OrderEnded ended) {
        Portfolio portfolio = loaded(ended.order().portfolio(), ended);
        portfolio.end(ended, position);
        AssetSymbol symbol = ended.order().trade().symbol();
        if (!portfolio.isWaitingFor(symbol)) {
            waiting.remove(symbol, ended.order().portfolio());
        }
        if (ended instanceof OrderFilled filled) {
            portfolio.fill(filled.fill());
        }
    }

    private void update(ValuesUpdated updated) {
        boolean isNext = progress instanceof Progress.Cleared(long last) && updated.number() == last + 1;
        BrokenLaw.require(isNext, "updates follow each other", updated);
        progress = new Progress.Clearing(updated);
        updated.quotes()
                .forEach(quote -> values.put(quote.symbol(), new SeenQuote(quote, updated.number(), updated.at())));
    }

    private void endClearing(ClearingEnded ended) {
        boolean isGoingOn = progress instanceof Progress.Clearing && progress.update() == ended.update();
        BrokenLaw.require(isGoingOn, "a clearing that goes on ends", ended);
        progress = new Progress.Cleared(ended.update());
    }

    private void forget(ValuesForgotten forgotten) {
        BrokenLaw.require(isAtRest(), "values are forgotten where nobody can trade on them", forgotten);
        values.clear();
    }

    /** True where the market is closed, and everything that had to end has ended. */
    boolean isAtRest() {
        return trading instanceof Trading.Closed && progress instanceof Progress.Cleared && waiting.isEmpty();
    }

    private void announce(ActionAnnounced begun) {
        boolean isNext = progress instanceof Progress.Cleared(long update) && begun.update() == update;
        BrokenLaw.require(isNext, "an action begins where nothing is under way", begun);
        announcements.add(begun, position);
        progress = new Progress.CarryingOut(begun, 0);
    }

    private void take(PartTaken taken) {
        Portfolio portfolio = loaded(taken.portfolio(), taken);
        Quantity held = portfolio.position(taken.part().action().symbol()).quantity();
        BrokenLaw.require(held.equals(taken.part().held()), "a part is of all that is held", taken);
        if (portfolio.hasMissed(taken.action())) {
            portfolio.makeUp(taken, position);
        } else {
            progress = reached(taken.action(), taken.portfolio());
            portfolio.take(taken.part(), position);
        }
    }

    /** A reading that began before it was written does not tell of it, and is not believed. */
    private void miss(long action, PortfolioId id) {
        Progress.CarryingOut reached = reached(action, id);
        loaded(id).ifPresent(portfolio -> portfolio.miss(reached.announced()));
        evictedAt = position;
        progress = reached;
    }

    private Progress.CarryingOut reached(long action, PortfolioId portfolio) {
        boolean isNext = progress instanceof Progress.CarryingOut current
                && current.announced().number() == action
                && portfolio.value() > current.reached();
        BrokenLaw.require(isNext, "an action comes to each portfolio once, by their numbers", portfolio);
        return new Progress.CarryingOut(((Progress.CarryingOut) progress).announced(), portfolio.value());
    }

    private void endAction(ActionEnded ended) {
        boolean isGoingOn = progress instanceof Progress.CarryingOut current
                && current.announced().number() == ended.action();
        BrokenLaw.require(isGoingOn, "an action that goes on ends", ended);
        progress = new Progress.Cleared(progress.update());
    }

    private Portfolio loaded(PortfolioId id, Object said) {
        Portfolio portfolio = portfolios.get(id);
        BrokenLaw.require(portfolio != null, "the portfolio is in memory", said);
        return Objects.requireNonNull(portfolio);
    }
}
