package io.papertrader.market;

import io.papertrader.market.Event.ClearingEnded;
import io.papertrader.market.Event.OrderAccepted;
import io.papertrader.market.Event.OrderEnded;
import io.papertrader.market.Event.OrderFilled;
import io.papertrader.market.Event.PortfolioOpened;
import io.papertrader.market.Event.Recorded;
import io.papertrader.market.Event.TradingChanged;
import io.papertrader.market.Event.ValuesUpdated;
import io.papertrader.market.order.Order;
import io.papertrader.market.value.Quote;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The market in memory. Deciders read it; {@link #apply} alone changes what the journal knows too. */
final class State {
    private static final SeenQuote NEVER =
            new SeenQuote(new Quote(new AssetSymbol("NONE"), Money.ZERO, Instant.MIN, ""), 0, Instant.MIN);

    private final int rememberedOrders;
    private final Map<PortfolioId, Portfolio> portfolios = new HashMap<>();
    private final Set<PortfolioId> strangers = new HashSet<>();
    private final Map<AssetSymbol, SeenQuote> values = new HashMap<>();
    private final Waiting waiting;
    private Trading trading;
    private Progress progress;
    private long lastOrder;
    private long position;
    private long evictedAt;

    State(MarketState start, int rememberedOrders) {
        this.rememberedOrders = rememberedOrders;
        this.trading = start.trading();
        this.lastOrder = start.lastOrder();
        this.progress = start.progress();
        this.waiting = new Waiting(start.waiting());
        start.values().forEach(seen -> values.put(seen.quote().symbol(), seen));
    }

    boolean isLoaded(PortfolioId id) {
        return portfolios.containsKey(id);
    }

    boolean isStranger(PortfolioId id) {
        return strangers.contains(id);
    }

    Portfolio portfolio(PortfolioId id) {
        return Objects.requireNonNull(portfolios.get(id));
    }

    /** The latest value of an asset; one that was seen before all time where there is none. */
    SeenQuote value(AssetSymbol symbol) {
        return values.getOrDefault(symbol, NEVER);
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

    MarketState marketState() {
        return new MarketState(trading, lastOrder, progress, List.copyOf(values.values()), waiting.portfolios());
    }

    void apply(Recorded event) {
        position++;
        switch (event) {
            case PortfolioOpened opened -> open(opened);
            case OrderAccepted accepted -> accept(accepted.order());
            case OrderEnded ended -> end(ended);
            case ValuesUpdated updated -> update(updated);
            case ClearingEnded ended -> endClearing(ended);
            case TradingChanged changed -> trading = changed.trading();
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
        loaded(order.portfolio(), order).accept(order, position);
        waiting.add(order.trade().symbol(), order.portfolio());
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

    private Portfolio loaded(PortfolioId id, Object said) {
        BrokenLaw.require(isLoaded(id), "the portfolio is in memory", said);
        return portfolio(id);
    }
}
