package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Instruction.Use;
import io.papertrader.codec.wire.DataTransfer;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No answer to a client is longer than its row says, and none that carries data is longer than one packet. */
class PageTest {
    private static final Instant TIME = Instant.parse("2999-12-31T23:59:59.999Z");
    private static final Money MONEY = new Money(Long.MIN_VALUE);
    private static final Quantity QUANTITY = new Quantity(Long.MAX_VALUE);
    private static final AssetSymbol SYMBOL = new AssetSymbol("W".repeat(24));
    private static final UserName USER = new UserName("w".repeat(24));
    private static final Optional<Cursor> NEXT = Optional.of(new Cursor("~".repeat(261)));

    private static final AssetReply.AssetInfo ASSET = new AssetReply.AssetInfo(
            new Asset(SYMBOL, MONEY, MONEY, MONEY, MONEY, QUANTITY), "é".repeat(48), "é".repeat(6), TIME);
    private static final Transaction TRANSACTION = new Transaction(
            Side.SELL,
            SYMBOL,
            TransactionState.SETTLED,
            TIME,
            Optional.of(TIME),
            Optional.of(MONEY),
            Optional.of(new Transaction.Owned(
                    new TransactionId(new UUID(0, 0)),
                    QUANTITY,
                    MONEY,
                    Optional.of(TIME),
                    "é".repeat(32),
                    "é".repeat(64))));

    static Stream<Arguments> largestPages() {
        return Stream.of(
                Arguments.of(
                        Instruction.GET_ASSET_LIST_PAGE,
                        new AssetReply.AssetListPage(
                                new AssetReply.AssetList(full(AssetReply.AssetList.PAGE, ASSET)), NEXT)),
                Arguments.of(
                        Instruction.GET_QUOTE_PAGE,
                        new AssetReply.QuotePage(
                                full(
                                        AssetReply.QuotePage.MOST,
                                        new AssetReply.Quote(
                                                ASSET.asset(),
                                                ASSET.name(),
                                                ASSET.currency(),
                                                TIME,
                                                "é".repeat(32),
                                                true)),
                                NEXT)),
                Arguments.of(
                        Instruction.GET_ASSET_VALUE_PAGE,
                        new AssetReply.SeriesPage(
                                new AssetReply.Series(
                                        SYMBOL,
                                        full(
                                                AssetReply.Series.PAGE,
                                                new Bar(TIME, MONEY, MONEY, MONEY, MONEY, QUANTITY))),
                                NEXT)),
                Arguments.of(
                        Instruction.GET_USER_TRANSACTION_HISTORY_PAGE,
                        new TradeReply.HistoryPage(
                                new TradeReply.TransactionHistory(
                                        full(TradeReply.TransactionHistory.PAGE, TRANSACTION)),
                                NEXT)),
                Arguments.of(Instruction.GET_USER_PORTFOLIO_PAGE, new TradeReply.PortfolioPage(portfolio(), NEXT)),
                Arguments.of(
                        Instruction.GET_ASSET_VALUE_PREDICTED,
                        new AssetReply.Prediction(full(
                                AssetReply.Prediction.MOST_STEPS,
                                new AssetReply.Prediction.Step(TIME, MONEY, MONEY, MONEY)))));
    }

    private static TradeReply.Portfolio portfolio() {
        int most = TradeReply.Portfolio.PAGE;
        return new TradeReply.Portfolio(
                USER,
                full(most, new TradeReply.Portfolio.Weight(SYMBOL, new Percent(Long.MAX_VALUE))),
                Optional.of(new TradeReply.Portfolio.Owned(
                        MONEY,
                        MONEY,
                        MONEY,
                        full(most, new TradeReply.Portfolio.Holding(SYMBOL, QUANTITY, QUANTITY, MONEY, MONEY)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largestPages")
    void fitsAPacketWithTheLongestFields(Instruction request, Reply largest) {
        List<Frame> frames = MessageCodec.encodeReply(request, largest);

        assertThat(frames).hasSize(1);
        assertThat(frames.getFirst().data().length())
                .isEqualTo(request.content().orElseThrow().mostBinaryBytes())
                .isLessThanOrEqualTo(DataTransfer.PACKET_SIZE);
    }

    @Test
    void fitsAPacketWithTheLongestAddresses() {
        WorkerAddress longest = new WorkerAddress("w".repeat(253), 65_535);
        Reply largest = new WorkersReply.WorkerListPage(
                new WorkersReply.WorkerList(full(WorkersReply.WorkerList.PAGE, longest)), NEXT);

        assertThat(MessageCodec.encodeReply(Instruction.GET_WORKERS_PAGE, largest))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Instruction.class)
    void answersWithNoMoreThanTheRowSays(Instruction row) {
        if (row.use() == Use.LINK) {
            return;
        }
        assertThat(row.content().map(Layout::mostBinaryBytes).orElse(0) + Header.SIZE)
                .isLessThanOrEqualTo(row.mostAnswerBytes());
    }

    @Test
    void namesNoMoreWorkersWithASessionThanTheRowSays() {
        SessionReply.SessionStarted largest = new SessionReply.SessionStarted(
                new SessionId("s".repeat(43)),
                TIME,
                full(SessionReply.SessionStarted.MOST_WORKERS, new WorkerAddress("w".repeat(253), 65_535)));

        int bytes = MessageCodec.encode(largest).encode().length();

        assertThat(bytes)
                .isLessThanOrEqualTo(
                        Instruction.SESSION_ID.layout().orElseThrow().mostBytes() + Header.SIZE);
        assertThat(Instruction.SESSION_ID.layout().orElseThrow().mostBytes() + Header.SIZE)
                .isLessThanOrEqualTo(Instruction.LOGIN.mostAnswerBytes());
    }

    @Test
    void namesNoMoreWorkersWithAnExternalSessionThanTheRowSays() {
        assertThat(Instruction.EXTERNAL_SESSION.layout().orElseThrow().mostBytes() + Header.SIZE)
                .isLessThanOrEqualTo(Instruction.LOGIN_EXTERNAL.mostAnswerBytes());
    }

    @Test
    void saysOfEveryRequestForAPageWhereItBegins() {
        assertThat(Instruction.values())
                .filteredOn(
                        row -> row.content().map(Layout::type).stream().anyMatch(Reply.Page.class::isAssignableFrom))
                .hasSize(8)
                .allMatch(row -> Request.OfPage.class.isAssignableFrom(
                        row.layout().orElseThrow().type()));
        assertThat(Arrays.stream(Instruction.values())
                        .flatMap(row -> row.layout().stream())
                        .map(Layout::type)
                        .filter(Request.OfPage.class::isAssignableFrom))
                .hasSize(8);
    }

    private static <T> List<T> full(int count, T item) {
        return Collections.nCopies(count, item);
    }
}
