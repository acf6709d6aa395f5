package io.papertrader.master.trade;

import static io.papertrader.master.trade.Values.cost;
import static io.papertrader.master.trade.Values.decimal;
import static io.papertrader.master.trade.Values.fee;
import static io.papertrader.master.trade.Values.gross;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeReply.SellSuccess;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.SteeredProvider;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TradeTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    SteeredProvider provider;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    private Trader trader;

    @BeforeEach
    void logIn() {
        // Ends what the test before may have made of the values.
        updates.next();
        trader = desk.newTrader();
    }

    @AfterEach
    void ledgerIsClean() {
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @Test
    void purchaseReservesItsCostAndWaits() {
        Reply reply = trader.buy("AAPL", "10");

        assertThat(reply).isInstanceOf(PurchaseSuccess.class);
        PurchaseSuccess queued = (PurchaseSuccess) reply;
        assertThat(queued.state()).isEqualTo(TransactionState.QUEUED);
        Transaction placed = trader.transaction(queued.transactionId());
        assertThat(placed.state()).isEqualTo(TransactionState.QUEUED);
        assertThat(placed.settledAt()).isEmpty();
        assertThat(placed.price()).isEmpty();
        assertThat(trader.funds().cash()).isEqualTo(Money.of("100000"));
        assertThat(decimal(trader.funds().reserved())).isEqualByComparingTo(cost(value("AAPL"), "10"));
        assertThat(trader.funds().holdings()).isEmpty();
    }

    @Test
    void purchaseSettlesAtTheNextValueAndNotAtTheOneThatWasKnown() {
        provider.changeNext(Values.times("AAPL", 2));
        Instant before = desk.now();
        TransactionId id = trader.place(trader.purchase("AAPL", "10.5"));
        Money known = value("AAPL");

        updates.next();

        CurrentValue next = board.find(new AssetSymbol("AAPL")).orElseThrow();
        assertThat(next.value()).isNotEqualTo(known);
        Transaction settled = trader.transaction(id);
        assertThat(settled.state()).isEqualTo(TransactionState.SETTLED);
        assertThat(settled.price()).contains(next.value());
        assertThat(settled.placedAt()).isAfterOrEqualTo(before);
        assertThat(settled.settledAt().orElseThrow()).isAfterOrEqualTo(settled.placedAt());
        Transaction.Owned figures = settled.owned().orElseThrow();
        assertThat(figures.valueTime()).contains(next.time());
        assertThat(figures.valueSource()).startsWith("replay of 201");
        assertThat(figures.reason()).isEmpty();
        BigDecimal gross = gross(next.value(), "10.5");
        assertThat(decimal(figures.fee())).isEqualByComparingTo(fee(gross));
        assertThat(decimal(trader.funds().cash()))
                .isEqualByComparingTo(new BigDecimal("100000").subtract(gross).subtract(fee(gross)));
        assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
    }

    @Test
    void orderThatArrivesWhileValuesAreRetrievedWaitsForTheFollowingOnes() throws Exception {
        TransactionId early = trader.place(trader.purchase("AAPL", "1"));
        SteeredProvider.Gate gate = provider.holdNext();
        CompletableFuture<Void> update = updates.begin();
        gate.awaitReached();

        TransactionId late = trader.place(trader.purchase("AAPL", "2"));
        gate.open();
        update.join();

        assertThat(trader.transaction(early).state()).isEqualTo(TransactionState.SETTLED);
        assertThat(trader.transaction(late).state()).isEqualTo(TransactionState.QUEUED);
        updates.next();
        assertThat(trader.transaction(late).price()).contains(value("AAPL"));
        assertThat(valueTime(late)).isAfter(valueTime(early));
    }

    @Test
    void portfolioShowsAverageCostWeightAndEquity() {
        BigDecimal first = settledPurchase("MSFT", "3");
        BigDecimal second = settledPurchase("MSFT", "4");

        Portfolio portfolio = trader.portfolio();

        Portfolio.Holding held = trader.holding("MSFT");
        assertThat(held.quantity()).isEqualTo(Quantity.of("7"));
        assertThat(held.reserved()).isEqualTo(Quantity.ZERO);
        assertThat(decimal(held.averageCost()))
                .isEqualByComparingTo(first.add(second).divide(new BigDecimal(7), 8, RoundingMode.HALF_EVEN));
        assertThat(decimal(held.value())).isEqualByComparingTo(gross(value("MSFT"), "7"));
        Portfolio.Owned figures = portfolio.owned().orElseThrow();
        assertThat(figures.equity()).isEqualTo(figures.cash().plus(held.value()));
        assertThat(decimal(figures.cash()))
                .isEqualByComparingTo(new BigDecimal("100000").subtract(first).subtract(second));
        assertThat(BigDecimal.valueOf(portfolio.weights().getFirst().weight().units(), 8))
                .isEqualByComparingTo(decimal(held.value())
                        .multiply(new BigDecimal(100))
                        .divide(decimal(figures.equity()), 8, RoundingMode.HALF_EVEN));
    }

    @Test
    void saleReservesTheAssetSettlesAtTheNextValueAndKeepsTheAverageCost() {
        settledPurchase("IBM", "8");
        Money average = trader.holding("IBM").averageCost();
        Money cash = trader.funds().cash();

        Reply reply = trader.sell("IBM", "3");

        assertThat(reply).isInstanceOf(SellSuccess.class);
        assertThat(trader.holding("IBM").reserved()).isEqualTo(Quantity.of("3"));
        assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
        updates.next();
        assertThat(trader.holding("IBM").quantity()).isEqualTo(Quantity.of("5"));
        assertThat(trader.holding("IBM").reserved()).isEqualTo(Quantity.ZERO);
        assertThat(trader.holding("IBM").averageCost()).isEqualTo(average);
        BigDecimal gross = gross(value("IBM"), "3");
        assertThat(decimal(trader.funds().cash()))
                .isEqualByComparingTo(decimal(cash).add(gross).subtract(fee(gross)));
    }

    @Test
    void assetThatIsSoldWholeIsInThePortfolioNoMore() {
        settledPurchase("IBM", "0.5");

        trader.place(trader.sale("IBM", "0.5"));
        updates.next();

        assertThat(trader.portfolio().weights()).isEmpty();
        assertThat(trader.funds().holdings()).isEmpty();
        assertThat(trader.funds().equity()).isEqualTo(trader.funds().cash());
    }

    @Test
    void saleBringsNeverLessThanNothing() {
        settledPurchase("GE", "0.01");
        Money cash = trader.funds().cash();

        TransactionId id = trader.place(trader.sale("GE", "0.01"));
        updates.next();

        // The fixed fee alone is more than the sale brings.
        assertThat(trader.funds().cash()).isEqualTo(cash);
        Transaction sold = trader.transaction(id);
        assertThat(decimal(sold.owned().orElseThrow().fee()))
                .isEqualByComparingTo(gross(sold.price().orElseThrow(), "0.01"));
    }

    @Test
    void rejectsAtSettlementWhatTheAccountCannotPayAnyMore() {
        provider.changeNext(Values.times("AMZN", 3));
        TransactionId dear = trader.place(trader.purchase("AMZN", affordable("AMZN", 60)));
        TransactionId cheap = trader.place(trader.purchase("GE", "1"));

        updates.next();

        Transaction rejected = trader.transaction(dear);
        assertThat(rejected.state()).isEqualTo(TransactionState.REJECTED);
        assertThat(rejected.settledAt()).isPresent();
        assertThat(rejected.price()).isEmpty();
        assertThat(rejected.owned().orElseThrow().reason())
                .contains("At " + value("AMZN"))
                .contains("cost more");
        assertThat(rejected.owned().orElseThrow().fee()).isEqualTo(Money.ZERO);
        assertThat(trader.transaction(cheap).state()).isEqualTo(TransactionState.SETTLED);
        assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
        assertThat(trader.funds().holdings()).hasSize(1);
    }

    @Test
    void purchaseThatGotDearerIsPaidFromWhatNothingHasReserved() {
        provider.changeNext(Values.times("AMZN", 3));
        TransactionId id = trader.place(trader.purchase("AMZN", affordable("AMZN", 30)));

        updates.next();

        assertThat(trader.transaction(id).state()).isEqualTo(TransactionState.SETTLED);
    }

    @Test
    void purchaseThatGotDearerDoesNotTakeWhatAnotherHasReserved() {
        provider.changeNext(Values.times("AMZN", 3));
        TransactionId dear = trader.place(trader.purchase("AMZN", affordable("AMZN", 30)));
        TransactionId other = trader.place(trader.purchase("GE", affordable("GE", 60)));

        updates.next();

        assertThat(trader.transaction(dear).state()).isEqualTo(TransactionState.REJECTED);
        assertThat(trader.transaction(other).state()).isEqualTo(TransactionState.SETTLED);
    }

    @Test
    void workersTimestampsDecideWhoIsPaidFirst() {
        provider.changeNext(Values.times("AMZN", 2));
        Instant stamp = desk.now();
        TransactionId later = place(trader.purchase("AMZN", affordable("AMZN", 30)), stamp);
        TransactionId earlier = place(trader.purchase("AMZN", affordable("AMZN", 30)), stamp.minusMillis(1));

        updates.next();

        // At twice the value only one of the two can be paid.
        assertThat(trader.transaction(earlier).state()).isEqualTo(TransactionState.SETTLED);
        assertThat(trader.transaction(later).state()).isEqualTo(TransactionState.REJECTED);
        assertThat(trader.history().stream().map(this::id)).containsExactly(later, earlier);
    }

    @Test
    void sameRecordTwiceIsOneTransactionAnsweredTwice() {
        PurchaseAsset purchase = trader.purchase("KO", "2");
        var record = desk.record(purchase, desk.now());

        CompletableFuture<Reply> first = desk.begin(purchase, record).subscribeAsCompletionStage();
        CompletableFuture<Reply> second = desk.begin(purchase, record).subscribeAsCompletionStage();

        assertThat(second.join()).isEqualTo(first.join()).isInstanceOf(PurchaseSuccess.class);
        assertThat(desk.ask(purchase, record)).isEqualTo(first.join());
        assertThat(trader.history()).hasSize(1);
        updates.next();
        assertThat(desk.ask(purchase, record)).isEqualTo(first.join());
        assertThat(trader.holding("KO").quantity()).isEqualTo(Quantity.of("2"));
        updates.next();
        assertThat(trader.holding("KO").quantity()).isEqualTo(Quantity.of("2"));
        assertThat(trader.history()).hasSize(1);
    }

    @Test
    void recordsOfTwoUsersAreTwoTransactionsThoughAWorkerNumberedThemAlike() {
        Trader other = desk.newTrader();
        PurchaseAsset mine = trader.purchase("KO", "2");
        PurchaseAsset theirs = other.purchase("KO", "3");
        var record = desk.record(mine, desk.now());

        CompletableFuture<Reply> first = desk.begin(mine, record).subscribeAsCompletionStage();
        CompletableFuture<Reply> second = desk.begin(theirs, record).subscribeAsCompletionStage();

        assertThat(first.join()).isInstanceOf(PurchaseSuccess.class);
        assertThat(second.join()).isInstanceOf(PurchaseSuccess.class);
        assertThat(trader.history()).hasSize(1);
        assertThat(other.history()).hasSize(1);
    }

    @Test
    void assetWithoutAValueThatDayStaysQueued() {
        provider.changeNext(Values.without("ORCL"));
        TransactionId id = trader.place(trader.purchase("ORCL", "1"));
        TransactionId other = trader.place(trader.purchase("GE", "1"));

        updates.next();

        assertThat(trader.transaction(id).state()).isEqualTo(TransactionState.QUEUED);
        assertThat(trader.transaction(other).state()).isEqualTo(TransactionState.SETTLED);
        updates.next();
        assertThat(trader.transaction(id).state()).isEqualTo(TransactionState.SETTLED);
    }

    @Test
    void purchaseOfMoreThanCanBeCountedIsRejectedAtSettlement() {
        provider.changeNext(Values.close("GE", "0.00000001"));
        updates.next();
        provider.changeNext(Values.close("GE", "90000000000"));
        TransactionId id = trader.place(trader.purchase("GE", "90000000000"));

        updates.next();

        assertThat(trader.transaction(id).state()).isEqualTo(TransactionState.REJECTED);
        assertThat(trader.funds().cash()).isEqualTo(Money.of("100000"));
        assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
    }

    @Test
    void settlementKeepsTheFeeRule() throws SQLException {
        TransactionId id = trader.place(trader.purchase("AAPL", "1"));

        updates.next();

        assertThat(database.one("SELECT fee_rule FROM transaction WHERE transaction_id = ?", id.value()))
                .isEqualTo("0.5 + 0.1%");
    }

    @Test
    void clearsAQueueOfManySlices() {
        List<Trader> traders = List.of(trader, desk.newTrader(), desk.newTrader());
        List<CompletableFuture<Reply>> placed = IntStream.range(0, 2_100)
                .mapToObj(i -> traders.get(i % 3).purchase("GE", "0.1"))
                .map(order -> desk.begin(order, desk.record(order, desk.now())).subscribeAsCompletionStage())
                .toList();
        assertThat(placed).allMatch(reply -> reply.join() instanceof PurchaseSuccess);

        updates.next();

        assertThat(traders).allSatisfy(each -> {
            assertThat(each.history()).hasSize(700).allMatch(past -> past.state() == TransactionState.SETTLED);
            assertThat(each.holding("GE").quantity()).isEqualTo(Quantity.of("70"));
        });
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    private Money value(String symbol) {
        return board.find(new AssetSymbol(symbol)).orElseThrow().value();
    }

    private TransactionId id(Transaction transaction) {
        return transaction.owned().orElseThrow().transactionId();
    }

    private Instant valueTime(TransactionId id) {
        return trader.transaction(id).owned().orElseThrow().valueTime().orElseThrow();
    }

    private TransactionId place(Order order, Instant stamp) {
        return ((PurchaseSuccess) desk.ask(order, desk.record(order, stamp))).transactionId();
    }

    /** The quantity that can be had for so many percent of a new account's cash. */
    private String affordable(String symbol, int percent) {
        return new BigDecimal(1_000L * percent)
                .divide(decimal(value(symbol)), 4, RoundingMode.DOWN)
                .toPlainString();
    }

    /** The cost of a purchase in the end. */
    private BigDecimal settledPurchase(String symbol, String quantity) {
        TransactionId id = trader.place(trader.purchase(symbol, quantity));
        updates.next();
        return cost(trader.transaction(id).price().orElseThrow(), quantity);
    }
}
