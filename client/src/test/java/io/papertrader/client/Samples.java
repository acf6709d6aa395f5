package io.papertrader.client;

import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.ActionKind;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Forecast;
import io.papertrader.codec.message.AssetReply.Prediction;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ForecastModel;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketReply.TradingHours;
import io.papertrader.codec.message.MarketState;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Values that the stand-in answers with. */
public final class Samples {
    public static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    public static final UserName ALICE = new UserName("alice");
    public static final SessionId SESSION = new SessionId("s".repeat(43));
    public static final SessionId OTHER_SESSION = new SessionId("o".repeat(43));
    public static final TransactionId TRANSACTION =
            new TransactionId(UUID.fromString("11111111-2222-3333-4444-555555555555"));
    public static final TransactionId ORDER =
            new TransactionId(UUID.fromString("0196c8f2-5d40-7a1b-8c2d-3e4f5a6b7c8d"));
    public static final Instant VALUE_TIME = Instant.parse("2018-02-07T00:00:00Z");
    public static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

    private Samples() {}

    /** A split of 7 for 1, on 10 shares. */
    public static PortfolioAction split(long number) {
        return new PortfolioAction(
                number,
                ActionKind.SPLIT,
                LocalDate.parse("2014-06-09"),
                new PortfolioAction.Shares(Quantity.of("10"), AAPL),
                new PortfolioAction.Shares(Quantity.of("70"), AAPL),
                new PortfolioAction.Booked(Instant.parse("2026-05-01T10:00:00Z"), Money.ZERO, ""));
    }

    /** A dividend on 100 shares. */
    public static PortfolioAction dividend(long number) {
        PortfolioAction.Shares held = new PortfolioAction.Shares(Quantity.of("100"), new AssetSymbol("KO"));
        return new PortfolioAction(
                number,
                ActionKind.DIVIDEND,
                LocalDate.parse("2014-06-12"),
                held,
                held,
                new PortfolioAction.Booked(Instant.parse("2026-05-01T10:00:00Z"), Money.of("30.5"), ""));
    }

    public static SessionStarted sessionStarted(SessionId id) {
        return new SessionStarted(id, EXPIRY, List.of());
    }

    public static AssetValue assetValue(AssetSymbol symbol, String value) {
        return new AssetValue(symbol, Money.of(value), VALUE_TIME);
    }

    public static AssetInfo apple() {
        return assetInfo("AAPL", "Apple Inc.", "163.085", "159.54");
    }

    public static AssetInfo assetInfo(String symbol, String name, String open, String close) {
        Asset asset = new Asset(
                new AssetSymbol(symbol),
                Money.of(open),
                Money.of("163.4"),
                Money.of("159.0685"),
                Money.of(close),
                Quantity.of("51608580"));
        return new AssetInfo(asset, name, "USD", VALUE_TIME);
    }

    public static Quote quote(AssetInfo info) {
        return new Quote(info.asset(), info.name(), info.currency(), info.time(), "replay of 2018-02-07", false);
    }

    public static MarketStatus market() {
        return new MarketStatus(
                MarketState.OPEN,
                Instant.EPOCH,
                "",
                "replay of recorded values",
                Optional.of(VALUE_TIME),
                Optional.empty());
    }

    public static TradingHours tradingHours() {
        return new TradingHours(
                Instant.parse("2018-02-07T21:00:00Z"),
                List.of(new TradingHours.Hours(
                        "XNYS",
                        false,
                        Optional.of(Instant.parse("2018-02-08T14:30:00Z")),
                        Optional.of(Instant.parse("2018-02-08T21:00:00Z")))));
    }

    /** A series of so many days of a price that goes up and down between 100 and 110. */
    public static Series series(int days) {
        return new Series(AAPL, IntStream.range(0, days).mapToObj(Samples::bar).toList());
    }

    /** A series of one day, which bears its date as bars of days do. */
    public static Series day(String date) {
        Bar first = bar(0);
        return new Series(
                AAPL,
                List.of(new Bar(
                        Instant.parse(date + "T00:00:00Z"),
                        first.open(),
                        first.high(),
                        first.low(),
                        first.close(),
                        first.volume())));
    }

    private static Bar bar(int day) {
        long base = 100L + Math.abs(day % 20 - 10);
        long next = 100L + Math.abs((day + 1) % 20 - 10);
        return new Bar(
                Instant.parse("2018-01-08T00:00:00Z").plus(day, ChronoUnit.DAYS),
                whole(base),
                whole(Math.max(base, next) + 1),
                whole(Math.min(base, next) - 1),
                whole(next),
                Quantity.of("1000"));
    }

    private static Money whole(long amount) {
        return Money.of(Long.toString(amount));
    }

    public static Prediction prediction() {
        return new Prediction(IntStream.rangeClosed(1, 5)
                .mapToObj(day -> new Prediction.Step(
                        VALUE_TIME.plus(day, ChronoUnit.DAYS), whole(160 - day), whole(160), whole(160 + day)))
                .toList());
    }

    public static Forecast forecast(int bandsTried, int bandsHeld) {
        return new Forecast(prediction().steps(), ForecastModel.RANDOM_WALK, 80, 5, bandsTried, bandsHeld);
    }

    public static UserInfo userInfo() {
        return new UserInfo(
                ALICE,
                Instant.parse("2026-01-02T03:04:05Z"),
                Optional.of(new UserInfo.Owned(
                        Optional.of(new Email("alice@example.org")),
                        true,
                        Money.of("98404.6"),
                        Money.ZERO,
                        Money.of("100000"),
                        List.of())));
    }

    public static Portfolio portfolio() {
        return portfolio(AAPL);
    }

    /** One that holds this alone. */
    public static Portfolio portfolio(AssetSymbol symbol) {
        return new Portfolio(
                ALICE,
                List.of(new Portfolio.Weight(symbol, new Percent(159_540_000L))),
                Optional.of(new Portfolio.Owned(
                        Money.of("98404.6"),
                        Money.ZERO,
                        Money.of("100000"),
                        List.of(new Portfolio.Holding(
                                symbol, Quantity.of("10"), Quantity.of("2.5"), Money.of("150"), Money.of("1595.4"))))));
    }

    public static Transaction settled() {
        return transaction(TransactionState.SETTLED, "");
    }

    public static Transaction rejected(String reason) {
        return transaction(TransactionState.REJECTED, reason);
    }

    public static Transaction cancelled() {
        return transaction(TransactionState.CANCELLED, "");
    }

    /** An order of this id that waits for the next update. */
    public static Transaction queued(TransactionId id, String quantity) {
        return new Transaction(
                Side.SELL,
                AAPL,
                TransactionState.QUEUED,
                Instant.parse("2026-05-01T10:00:00.250Z"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Transaction.Owned(id, Quantity.of(quantity), Money.ZERO, Optional.empty(), "", "")));
    }

    private static Transaction transaction(TransactionState state, String reason) {
        boolean isSettled = state == TransactionState.SETTLED;
        return new Transaction(
                Side.BUY,
                AAPL,
                state,
                Instant.parse("2026-05-01T10:00:00.250Z"),
                Optional.of(Instant.parse("2026-05-01T10:00:05Z")),
                isSettled ? Optional.of(Money.of("159.54")) : Optional.empty(),
                Optional.of(new Transaction.Owned(
                        TRANSACTION,
                        Quantity.of("10"),
                        Money.of("1"),
                        isSettled ? Optional.of(VALUE_TIME) : Optional.empty(),
                        isSettled ? "replay" : "",
                        reason)));
    }
}
