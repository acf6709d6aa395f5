package io.papertrader.master.trade;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.Failure.SellFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.master.Desk;
import io.papertrader.master.MasterResource;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.SteeredProvider;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason against an order, and that nothing has changed after it. */
@QuarkusTest
class RefusalTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    SteeredProvider provider;

    @Inject
    TestClock clock;

    private Trader trader;

    @BeforeEach
    void logIn() {
        updates.next();
        trader = desk.newTrader();
    }

    @Test
    void refusesAssetThatIsNotOnTheList() {
        assertFailure(trader.buy("NOPE", "1"), PurchaseFail.class, FailCode.UNKNOWN_ASSET);
        assertFailure(trader.sell("NOPE", "1"), SellFail.class, FailCode.UNKNOWN_ASSET);
        assertNothingHappened();
    }

    @Test
    void refusesAssetOfAnotherCurrency() {
        assertFailure(trader.buy(MasterResource.FOREIGN, "1"), PurchaseFail.class, FailCode.UNKNOWN_ASSET);
        assertFailure(trader.sell(MasterResource.FOREIGN, "1"), SellFail.class, FailCode.UNKNOWN_ASSET);
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00000000", "-1", "0.000000001", "92233720369", "1e3", "1,5", "NaN", "", " 1", "+1"})
    void refusesQuantityThatIsNoPositiveDecimalOfEightDecimals(String quantity) {
        String arguments = trader.session().value() + " AAPL " + quantity;
        Buffer data = Buffer.buffer(arguments);
        Frame frame = new Frame(
                Header.single(MessageType.COMMAND, Instruction.PURCHASE_ASSET.code(), data.length(), 3), data);

        assertThatThrownBy(() -> MessageCodec.decodeRequest(frame))
                .isInstanceOfSatisfying(
                        WireFault.class, fault -> assertThat(fault.code()).isEqualTo(FailCode.BAD_ARGUMENT));
    }

    @Test
    void refusesQuantityThatIsWorthNothing() {
        provider.changeNext(Values.close("GE", "0.1"));
        updates.next();

        assertFailure(trader.buy("GE", "0.00000001"), PurchaseFail.class, FailCode.BAD_ARGUMENT);
        assertFailure(trader.sell("GE", "0.00000001"), SellFail.class, FailCode.BAD_ARGUMENT);
        assertNothingHappened();
    }

    @Test
    void refusesMoreThanAnybodyCouldPayOrHold() {
        assertFailure(trader.buy("AAPL", "92233720368"), PurchaseFail.class, FailCode.INSUFFICIENT_FUNDS);
        assertFailure(trader.sell("AAPL", "92233720368"), SellFail.class, FailCode.INSUFFICIENT_HOLDINGS);
        assertNothingHappened();
    }

    @Test
    void refusesPurchaseThatCostsMoreThanTheCash() {
        assertFailure(trader.buy("AAPL", worth("AAPL", "100000")), PurchaseFail.class, FailCode.INSUFFICIENT_FUNDS);
        assertNothingHappened();
    }

    @Test
    void refusesPurchaseWhenFundsAreReserved() {
        trader.place(trader.purchase("AAPL", worth("AAPL", "60000")));

        assertFailure(trader.buy("MSFT", worth("MSFT", "50000")), PurchaseFail.class, FailCode.INSUFFICIENT_FUNDS);
        assertThat(trader.buy("MSFT", worth("MSFT", "30000"))).isInstanceOf(Accepted.class);
        assertThat(trader.history()).hasSize(2);
        updates.next();
    }

    @Test
    void refusesSaleOfWhatIsNotHeld() {
        trader.place(trader.purchase("AAPL", "1"));

        assertFailure(trader.sell("AAPL", "1"), SellFail.class, FailCode.INSUFFICIENT_HOLDINGS);
        updates.next();
        assertFailure(trader.sell("AAPL", "1.00000001"), SellFail.class, FailCode.INSUFFICIENT_HOLDINGS);
        assertFailure(trader.sell("MSFT", "1"), SellFail.class, FailCode.INSUFFICIENT_HOLDINGS);
    }

    @Test
    void refusesSaleWhenHoldingsAreReserved() {
        trader.place(trader.purchase("AAPL", "5"));
        updates.next();
        trader.place(trader.sale("AAPL", "3"));

        assertFailure(trader.sell("AAPL", "2.00000001"), SellFail.class, FailCode.INSUFFICIENT_HOLDINGS);
        assertThat(trader.sell("AAPL", "2")).isInstanceOf(Accepted.class);
        updates.next();
        assertThat(trader.funds().holdings()).isEmpty();
    }

    @Test
    void refusesOrderOnAStaleValueUntilThereIsAFreshOne() {
        try (TestClock.Later _ = clock.later(Duration.ofHours(5).plusMinutes(1))) {
            assertFailure(trader.buy("AAPL", "1"), PurchaseFail.class, FailCode.MARKET_DATA_STALE);
            assertFailure(trader.sell("AAPL", "1"), SellFail.class, FailCode.MARKET_DATA_STALE);
            assertNothingHappened();

            updates.next();

            assertThat(trader.buy("AAPL", "1")).isInstanceOf(Accepted.class);
            updates.next();
        }
        updates.next();
    }

    @Test
    void refusesOrderAndQuestionOfAnUnknownSession() {
        Trader stranger = new Trader(desk, trader.userName(), SessionId.of(new byte[SessionId.BYTES]));

        assertFailure(stranger.buy("AAPL", "1"), PurchaseFail.class, FailCode.BAD_SESSION);
        assertFailure(stranger.sell("AAPL", "1"), SellFail.class, FailCode.BAD_SESSION);
        assertFailure(
                desk.ask(new GetUserPortfolio(stranger.session(), trader.userName())),
                DataFail.class,
                FailCode.BAD_SESSION);
        assertFailure(
                desk.ask(new GetUserTransactionHistory(stranger.session(), trader.userName())),
                DataFail.class,
                FailCode.BAD_SESSION);
        assertNothingHappened();
    }

    @Test
    void tellsThatThereIsNoSuchUser() {
        UserName nobody = new UserName("nobody.at.all");

        assertFailure(desk.ask(new GetUserPortfolio(trader.session(), nobody)), DataFail.class, FailCode.UNKNOWN_USER);
        assertFailure(
                desk.ask(new GetUserTransactionHistory(trader.session(), nobody)),
                DataFail.class,
                FailCode.UNKNOWN_USER);
    }

    private void assertNothingHappened() {
        assertThat(trader.history()).isEmpty();
        assertThat(trader.funds().cash()).isEqualTo(Money.of("100000"));
        assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
    }

    /** The quantity that has this value. */
    private String worth(String symbol, String value) {
        return new BigDecimal(value)
                .divide(
                        Values.decimal(board.find(new AssetSymbol(symbol))
                                .orElseThrow()
                                .value()),
                        8,
                        RoundingMode.DOWN)
                .toPlainString();
    }
}
