package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.TradeRequest.SellAsset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.SteeredProvider;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money and assets only change hands, whatever many accounts do at once. */
@QuarkusTest
class ConservationTest {
    private static final List<String> SYMBOLS = List.of("AAPL", "AMZN", "GE", "GOOGL", "BRK.B");
    private static final int ACCOUNTS = 8;
    private static final int UPDATES = 6;
    private static final int ORDERS_BETWEEN_UPDATES = 120;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    SteeredProvider provider;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_250_901, -77})
    void moneyIsConservedOverAnyOrderOfTransactions(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Trader> traders = Stream.generate(desk::newTrader).limit(ACCOUNTS).toList();
        for (int update = 0; update < UPDATES; update++) {
            placeMany(random, traders);
            assertBooksAgree();
            provider.changeNext(Values.times(SYMBOLS.get(random.nextInt(SYMBOLS.size())), 1 + random.nextInt(3)));

            updates.next();

            assertBooksAgree();
        }
        for (Trader trader : traders) {
            assertHistoryExplainsBalance(trader);
        }
    }

    private void placeMany(Random random, List<Trader> traders) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < ORDERS_BETWEEN_UPDATES; i++) {
            Order order = order(random, traders.get(random.nextInt(traders.size())));
            replies.add(desk.begin(order, desk.record(order, desk.now().minusMillis(random.nextInt(50))))
                    .subscribeAsCompletionStage());
        }
        assertThat(replies.stream().filter(reply -> reply.join() instanceof Accepted))
                .isNotEmpty();
    }

    private static Order order(Random random, Trader trader) {
        AssetSymbol symbol = new AssetSymbol(SYMBOLS.get(random.nextInt(SYMBOLS.size())));
        // The quantity is anything from dust to more than anybody can pay.
        Quantity quantity = new Quantity(1 + (long) Math.pow(10, 11 * random.nextDouble()));
        return random.nextInt(5) < 3
                ? new PurchaseAsset(trader.session(), symbol, quantity)
                : new SellAsset(trader.session(), symbol, quantity);
    }

    private void assertBooksAgree() throws SQLException {
        LedgerCheck.Report report = ledgerCheck.run().await().indefinitely();
        assertThat(report.faults()).isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(database.one("SELECT count(*) FROM transfer WHERE debit = credit OR amount <= 0"))
                .isEqualTo("0");
    }

    /** Explains the balance another way than the ledger does: from the history alone. */
    private static void assertHistoryExplainsBalance(Trader trader) {
        BigDecimal cash = new BigDecimal("100000");
        for (Transaction past : trader.history()) {
            if (past.state() == TransactionState.SETTLED) {
                BigDecimal gross = Values.gross(
                        past.price().orElseThrow(),
                        past.owned().orElseThrow().quantity().toString());
                cash = past.side() == Side.BUY ? cash.subtract(gross) : cash.add(gross);
                cash = cash.subtract(Values.decimal(past.owned().orElseThrow().fee()));
            }
        }
        assertThat(Values.decimal(trader.funds().cash())).isEqualByComparingTo(cash);
    }
}
