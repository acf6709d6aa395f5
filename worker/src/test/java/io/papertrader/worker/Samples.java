package io.papertrader.worker;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Values that the stand-in of the master answers with. */
public final class Samples {
    public static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    public static final AssetSymbol MSFT = new AssetSymbol("MSFT");
    public static final Instant VALUE_TIME = Instant.parse("2018-02-07T21:00:00Z");
    public static final WorkerAddress WORKER = new WorkerAddress("edge1.example.org", 2049);
    public static final List<AssetInfo> ASSETS =
            List.of(asset(AAPL, "159.54", VALUE_TIME), asset(MSFT, "89.61", VALUE_TIME));

    private static final TransactionId TRANSACTION =
            new TransactionId(UUID.fromString("11111111-2222-3333-4444-555555555555"));

    private Samples() {}

    public static AssetInfo asset(AssetSymbol symbol, String value, Instant time) {
        Money money = Money.of(value);
        return new AssetInfo(
                new Asset(symbol, money, money, money, money, Quantity.of("1000")), symbol + " Inc.", "USD", time);
    }

    /** A series of so many daily bars; the first value tells one series from another. */
    public static Series series(AssetSymbol symbol, int bars, String firstValue) {
        Money value = Money.of(firstValue);
        return new Series(
                symbol,
                IntStream.range(0, bars)
                        .mapToObj(day -> new Bar(
                                VALUE_TIME.minus(Duration.ofDays(day)), value, value, value, value, Quantity.ZERO))
                        .toList());
    }

    public static PurchaseSuccess purchased() {
        return new PurchaseSuccess(TRANSACTION, TransactionState.QUEUED);
    }

    public static Transaction settled(String source) {
        return new Transaction(
                Side.BUY,
                AAPL,
                TransactionState.SETTLED,
                Instant.parse("2026-05-01T10:00:00.250Z"),
                Optional.of(Instant.parse("2026-05-01T10:00:05Z")),
                Optional.of(Money.of("159.54")),
                Optional.of(new Transaction.Owned(
                        TRANSACTION, Quantity.of("10"), Money.of("1"), Optional.of(VALUE_TIME), source, "")));
    }

    /** A history of many packets. */
    public static TransactionHistory history(int transactions) {
        return new TransactionHistory(IntStream.range(0, transactions)
                .mapToObj(number -> settled("replay " + number))
                .toList());
    }
}
