package io.papertrader.market.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Ending;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.PastOrder;
import io.papertrader.market.PortfolioState;
import io.papertrader.market.ledger.Book;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.ledger.Transfer;
import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A portfolio as a child would keep it: a list of everything, and sums that are made anew each time. */
final class Account {
    static final BigDecimal MOST = new BigDecimal("92233720368.54775807");

    final PortfolioId id;
    final CurrencyCode currency;
    final Map<TransactionId, Order> orders = new HashMap<>();
    final List<Order> open = new ArrayList<>();
    final List<PastOrder> ended = new ArrayList<>();
    final Map<TransactionId, Ending> endings = new HashMap<>();
    final Map<AssetSymbol, BigDecimal> quantities = new TreeMap<>();
    final Map<AssetSymbol, BigDecimal> costs = new TreeMap<>();
    final List<MarketEvent.ActionAnnounced> missed = new ArrayList<>();
    BigDecimal cash;

    /**
     * The amounts that the market's transfers add up to, by book and unit; a prefix tells assets and currencies apart.
     */
    private final Map<Book, Map<String, BigDecimal>> books = new EnumMap<>(Book.class);

    Account(PortfolioId id, CurrencyCode currency, BigDecimal cash) {
        this.id = id;
        this.currency = currency;
        this.cash = cash;
    }

    BigDecimal reservedCash() {
        return open.stream().map(order -> exact(order.reserved())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal free(AssetSymbol symbol) {
        BigDecimal reserved = open.stream()
                .filter(order -> order.trade().side() == Side.SELL
                        && order.trade().symbol().equals(symbol))
                .map(order -> exact(order.trade().quantity()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return quantity(symbol).subtract(reserved);
    }

    BigDecimal quantity(AssetSymbol symbol) {
        return quantities.getOrDefault(symbol, BigDecimal.ZERO);
    }

    BigDecimal cost(AssetSymbol symbol) {
        return costs.getOrDefault(symbol, BigDecimal.ZERO);
    }

    void accept(Order order) {
        orders.put(order.id(), order);
        open.add(order);
    }

    void end(Order order, Ending ending) {
        open.remove(order);
        ended.add(new PastOrder(order, ending));
        endings.put(order.id(), ending);
    }

    void buy(AssetSymbol symbol, BigDecimal quantity, BigDecimal price) {
        cash = cash.subtract(price);
        quantities.merge(symbol, quantity, BigDecimal::add);
        costs.merge(symbol, price, BigDecimal::add);
    }

    void sell(AssetSymbol symbol, BigDecimal quantity, BigDecimal proceeds) {
        BigDecimal share = cost(symbol).multiply(quantity).divide(quantity(symbol), 8, RoundingMode.HALF_EVEN);
        cash = cash.add(proceeds);
        costs.put(symbol, cost(symbol).subtract(share));
        quantities.put(symbol, quantity(symbol).subtract(quantity));
        if (quantity(symbol).signum() == 0) {
            quantities.remove(symbol);
            costs.remove(symbol);
        }
    }

    /** Shares of one asset go, others come for the same cost, and money. */
    void exchange(AssetSymbol from, AssetSymbol to, BigDecimal given, BigDecimal money) {
        BigDecimal cost = cost(from);
        quantities.remove(from);
        costs.remove(from);
        if (given.signum() > 0) {
            quantities.merge(to, given, BigDecimal::add);
            costs.merge(to, cost, BigDecimal::add);
        }
        cash = cash.add(money);
    }

    /** Books what the market says was moved. */
    void transfer(List<? extends Transfer> transfers) {
        for (Transfer transfer : transfers) {
            switch (transfer) {
                case Transfer.OfMoney money -> move(transfer, "money " + money.currency(), exact(money.amount()));
                case Transfer.OfAsset asset -> move(transfer, "asset " + asset.symbol(), exact(asset.amount()));
            }
        }
    }

    private void move(Transfer transfer, String unit, BigDecimal amount) {
        book(transfer.debit()).merge(unit, amount.negate(), BigDecimal::add);
        book(transfer.credit()).merge(unit, amount, BigDecimal::add);
    }

    private Map<String, BigDecimal> book(Book book) {
        return books.computeIfAbsent(book, none -> new TreeMap<>());
    }

    /** The laws of one portfolio: nothing negative, nothing over-reserved, and the transfers say the same. */
    void check() {
        assertThat(cash).as("cash of %s", id).isBetween(BigDecimal.ZERO, MOST);
        assertThat(reservedCash()).as("reserved cash of %s", id).isBetween(BigDecimal.ZERO, cash);
        assertThat(open.size()).as("open orders of %s", id).isLessThanOrEqualTo(World.MAX_OPEN);
        assertThat(open.size() + ended.size())
                .as("every accepted order of %s is open or ended", id)
                .isEqualTo(orders.size());
        assertThat(book(Book.CASH).getOrDefault("money " + currency, BigDecimal.ZERO))
                .as("transfers of cash of %s", id)
                .isEqualByComparingTo(cash);
        for (AssetSymbol symbol : World.SYMBOLS) {
            assertThat(free(symbol)).as("free %s of %s", symbol, id).isBetween(BigDecimal.ZERO, MOST);
            assertThat(book(Book.HOLDING).getOrDefault("asset " + symbol, BigDecimal.ZERO))
                    .as("transfers of %s of %s", symbol, id)
                    .isEqualByComparingTo(quantity(symbol));
        }
        assertThat(total("money " + currency)).as("all money of %s", id).isEqualByComparingTo(BigDecimal.ZERO);
    }

    private BigDecimal total(String unit) {
        return books.values().stream()
                .map(book -> book.getOrDefault(unit, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The portfolio as the tables of a journal would give it. */
    PortfolioState state() {
        Map<AssetSymbol, Position> positions = new HashMap<>();
        quantities.forEach((symbol, quantity) -> positions.put(
                symbol,
                new Position(
                        Quantity.of(quantity.toPlainString()),
                        Money.of(cost(symbol).toPlainString()))));
        return new PortfolioState(
                id,
                currency,
                Money.of(cash.toPlainString()),
                positions,
                open.stream().sorted(Order.CLEARING).toList(),
                ended.size(),
                endings.keySet().stream().max(Comparator.naturalOrder()).orElse(TransactionId.FIRST),
                missed);
    }

    static BigDecimal exact(Money money) {
        return new BigDecimal(money.toString());
    }

    static BigDecimal exact(Quantity quantity) {
        return new BigDecimal(quantity.toString());
    }
}
