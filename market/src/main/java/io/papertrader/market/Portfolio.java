package io.papertrader.market;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.PortfolioOpened;
import io.papertrader.market.action.Part;
import io.papertrader.market.ledger.Book;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.ledger.Transfer;
import io.papertrader.market.order.Fill;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A portfolio in memory: cash, positions, open orders, and what those hold back. */
final class Portfolio {
    private final PortfolioId id;
    private final CurrencyCode currency;
    private final Map<AssetSymbol, Position> positions = new HashMap<>();
    private final OpenOrders openOrders = new OpenOrders();
    private final Map<AssetSymbol, Integer> waitsFor = new HashMap<>();
    private final Reserved reserved = new Reserved();
    private final Deque<ActionAnnounced> missed;
    private final PastOrders past;
    private Money cash = Money.ZERO;
    private long lastEvent;
    private long changedAt;

    /** A new portfolio. */
    Portfolio(PortfolioOpened opened, int rememberedOrders, long position) {
        this.id = opened.portfolio();
        this.currency = opened.currency();
        this.missed = new ArrayDeque<>();
        this.past = new PastOrders(rememberedOrders);
        opened.transfers().forEach(this::bookMoney);
        changedAt = position;
    }

    /** A portfolio that the journal had when it was read as of this position, all of it. */
    Portfolio(PortfolioState state, int rememberedOrders, long asOf) {
        this.id = state.id();
        this.currency = state.currency();
        this.cash = state.cash();
        this.positions.putAll(state.positions());
        this.lastEvent = state.lastEvent();
        this.missed = new ArrayDeque<>(state.missed());
        this.past = new PastOrders(rememberedOrders);
        past.forget(state.highestEnded(), asOf);
        state.openOrders().forEach(this::take);
        BrokenLaw.require(cash.units() >= 0, "a portfolio has no debts", state);
    }

    PortfolioId id() {
        return id;
    }

    CurrencyCode currency() {
        return currency;
    }

    Money cash() {
        return cash;
    }

    /** The cash that no open order holds back. */
    Money availableCash() {
        return cash.minus(reserved.cash());
    }

    Position position(AssetSymbol symbol) {
        return positions.getOrDefault(symbol, Position.NONE);
    }

    /** The quantity of an asset that no open order holds back. */
    Quantity available(AssetSymbol symbol) {
        return position(symbol).quantity().minus(reserved.of(symbol));
    }

    /** True where the portfolio can tell without the journal whether it has had this order. */
    boolean canTell(TransactionId order) {
        return past.isNew(order) || isOpen(order) || past.has(order);
    }

    boolean isOpen(TransactionId order) {
        return openOrders.has(order);
    }

    Order open(TransactionId order) {
        return openOrders.get(order);
    }

    int openOrders() {
        return openOrders.size();
    }

    /** The assets of its open orders. */
    Set<AssetSymbol> waitsFor() {
        return waitsFor.keySet();
    }

    boolean isWaitingFor(AssetSymbol symbol) {
        return waitsFor.containsKey(symbol);
    }

    /** The open orders as they are cleared. */
    List<OpenOrder> inClearingOrder() {
        return openOrders.stream().sorted(OpenOrder.CLEARING).toList();
    }

    PastOrders past() {
        return past;
    }

    long nextEvent() {
        return lastEvent + 1;
    }

    /** The position of the journal at which this portfolio was changed last. */
    long changedAt() {
        return changedAt;
    }

    PortfolioState state() {
        List<Order> open = inClearingOrder().stream().map(OpenOrder::order).toList();
        return new PortfolioState(id, currency, cash, positions, open, lastEvent, past.highest(), List.copyOf(missed));
    }

    /** Takes an accepted order in, with what it holds back; true where no other waits for its asset. */
    boolean accept(Order order, long position) {
        changedAt = position;
        return take(order);
    }

    private boolean take(Order order) {
        BrokenLaw.require(order.portfolio().equals(id), "an order belongs to its portfolio", order);
        BrokenLaw.require(!isOpen(order.id()) && !past.has(order.id()), "an order is accepted once", order);
        openOrders.add(order);
        int orders = waitsFor.merge(order.trade().symbol(), 1, Integer::sum);
        reserved.hold(order);
        BrokenLaw.require(isCovered(order.trade()), "no order holds back what is not there", order);
        return orders == 1;
    }

    private boolean isCovered(Trade trade) {
        return switch (trade.side()) {
            case BUY -> reserved.cash().compareTo(cash) <= 0;
            case SELL ->
                reserved.of(trade.symbol()).compareTo(position(trade.symbol()).quantity()) <= 0;
        };
    }

    /** Ends an order and frees what it held back. */
    void end(OrderEnded ended, long position) {
        Order order = ended.order();
        BrokenLaw.require(isOpen(order.id()) && open(order.id()).equals(order), "an open order ends, once", ended);
        BrokenLaw.require(ended.eventNumber() == nextEvent(), "endings are numbered without a gap", ended);
        lastEvent = ended.eventNumber();
        openOrders.remove(order.id()).end();
        waitsFor.computeIfPresent(order.trade().symbol(), (same, orders) -> orders == 1 ? null : orders - 1);
        reserved.release(order);
        past.add(new PastOrder(order, ended.ending()), position);
        changedAt = position;
    }

    /** Moves what a fill moves; cash and positions change here, by a corporate action, and nowhere else. */
    void fill(Fill fill) {
        fill.transfers(currency).forEach(transfer -> book(transfer, fill));
    }

    /** Throws {@link ArithmeticException} where the books could not hold what a part in a corporate action brings. */
    void checkBounds(Part part) {
        cash.plus(part.cash());
        if (!part.target().equals(part.action().symbol())) {
            position(part.target())
                    .buy(part.given(), position(part.action().symbol()).cost());
        }
    }

    /** The corporate actions that it has missed, in their order. */
    List<ActionAnnounced> missed() {
        return List.copyOf(missed);
    }

    boolean hasMissed() {
        return !missed.isEmpty();
    }

    boolean hasMissed(long action) {
        return missed.stream().anyMatch(announced -> announced.number() == action);
    }

    void miss(ActionAnnounced announced) {
        missed.add(announced);
    }

    /** Moves what it missed, in the order of the actions. */
    void makeUp(PartTaken taken, long at) {
        boolean isFirst = missed.remove().number() == taken.action();
        BrokenLaw.require(isFirst, "what was missed is made up in the order of the actions", taken);
        take(taken.part(), at);
    }

    /** Moves what a part in a corporate action moves; the cost goes with the shares. */
    void take(Part part, long at) {
        Money cost = position(part.action().symbol()).cost();
        for (Transfer transfer : part.transfers(currency)) {
            switch (transfer) {
                case Transfer.OfMoney money -> bookMoney(money);
                case Transfer.OfAsset asset
                when asset.credit() == Book.HOLDING ->
                    put(asset.symbol(), position(asset.symbol()).buy(asset.amount(), cost));
                case Transfer.OfAsset asset ->
                    put(asset.symbol(), position(asset.symbol()).sell(asset.amount()));
            }
        }
        changedAt = at;
    }

    private void book(Transfer transfer, Fill fill) {
        switch (transfer) {
            case Transfer.OfMoney money -> bookMoney(money);
            case Transfer.OfAsset asset -> bookAsset(asset, fill);
        }
    }

    private void bookMoney(Transfer.OfMoney transfer) {
        if (transfer.credit() == Book.CASH) {
            cash = cash.plus(transfer.amount());
        } else if (transfer.debit() == Book.CASH) {
            cash = cash.minus(transfer.amount());
        }
        BrokenLaw.require(cash.units() >= 0, "a portfolio has no debts", transfer);
    }

    private void bookAsset(Transfer.OfAsset transfer, Fill fill) {
        Position before = position(transfer.symbol());
        if (transfer.credit() == Book.HOLDING) {
            put(transfer.symbol(), before.buy(transfer.amount(), fill.cost()));
        } else {
            put(transfer.symbol(), before.sell(transfer.amount()));
        }
    }

    private void put(AssetSymbol symbol, Position position) {
        if (position.quantity().isPositive()) {
            positions.put(symbol, position);
        } else {
            positions.remove(symbol);
        }
    }
}
