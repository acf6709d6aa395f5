package io.papertrader.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.SeriesPage;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePage;
import io.papertrader.codec.message.AssetSymbol;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersReply.WorkerListPage;
import io.papertrader.codec.message.WorkersRequest.GetWorkersPage;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages: from memory, kept, or as the master gave them. */
@QuarkusTest
class AssetPagesTest extends LinkedWorker {
    private static final Optional<AsOf> PAST = Optional.of(AsOf.day(LocalDate.of(2018, 2, 6)));
    private static final Optional<AsOf> NOW = Optional.of(AsOf.day(LocalDate.of(2018, 2, 7)));
    private static final Optional<Cursor> NEXT = Optional.of(new Cursor("1"));
    private static final int MANY = 2 * AssetList.PAGE + 10;

    private User user;
    private ClientStandIn client;

    @BeforeEach
    void logIn() throws Exception {
        user = newUser();
        client = connectForData(user);
    }

    private void push(List<AssetSymbol> symbols, Instant time) throws Exception {
        master.push(new ValuesUpdated(symbols.stream()
                .map(symbol -> Samples.asset(symbol, "10", time))
                .toList()));
        untilPushesAreHeard();
    }

    private void answerWithPages(String value) {
        master.answer(
                GetAssetValuePage.class, request -> new SeriesPage(Samples.series(request.asset(), 3, value), NEXT));
    }

    @Test
    void asksOnceForEachPageOfThePast() throws Exception {
        GetAssetValuePage first = new GetAssetValuePage(Samples.AAPL, SeriesWindow.DAY, PAST, new Cursor("1000"));
        GetAssetValuePage second = new GetAssetValuePage(Samples.AAPL, SeriesWindow.DAY, PAST, new Cursor("2000"));
        answerWithPages("7");
        Reply before = client.ask(first);
        answerWithPages("8");

        Reply other = client.ask(second);
        Reply again = client.ask(first);

        assertThat(again).isEqualTo(before).isEqualTo(new SeriesPage(Samples.series(Samples.AAPL, 3, "7"), NEXT));
        assertThat(other).isEqualTo(new SeriesPage(Samples.series(Samples.AAPL, 3, "8"), NEXT));
        assertThat(master.waiting(GetAssetValuePage.class)).isEqualTo(2);
    }

    @Test
    void keepsAPageThatCanStillChangeUntilTheNextUpdate() throws Exception {
        AssetSymbol symbol = new AssetSymbol("ZQ");
        push(List.of(symbol), Samples.VALUE_TIME);
        GetAssetValuePage page = new GetAssetValuePage(symbol, SeriesWindow.DAY, NOW, Cursor.START);
        GetAssetValuePage all = new GetAssetValuePage(symbol, SeriesWindow.ALL, Optional.empty(), Cursor.START);
        answerWithPages("7");
        client.ask(page);
        client.ask(all);
        answerWithPages("8");
        Reply kept = client.ask(page);

        push(List.of(symbol), Samples.VALUE_TIME.plusSeconds(1));

        assertThat(kept).isEqualTo(new SeriesPage(Samples.series(symbol, 3, "7"), NEXT));
        assertThat(List.of(client.ask(page), client.ask(all)))
                .containsOnly(new SeriesPage(Samples.series(symbol, 3, "8"), NEXT));
    }

    @Test
    void answersPagesOfTheListFromMemory() throws Exception {
        List<AssetSymbol> many = IntStream.range(0, MANY)
                .mapToObj(i -> new AssetSymbol("ZP" + i))
                .toList();
        push(many, Samples.VALUE_TIME);

        List<AssetSymbol> joined = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            AssetListPage page = (AssetListPage) client.ask(new GetAssetListPage(next.get()));
            assertThat(page.list().assets()).isNotEmpty().hasSizeLessThanOrEqualTo(AssetList.PAGE);
            page.list().assets().stream().map(AssetInfo::asset).forEach(asset -> joined.add(asset.symbol()));
            next = page.next();
        }
        AssetList first = (AssetList) client.ask(new GetAssetList());

        assertThat(joined).containsAll(many).doesNotHaveDuplicates().isSorted();
        assertThat(first.assets())
                .extracting(info -> info.asset().symbol())
                .isEqualTo(joined.subList(0, AssetList.PAGE));
    }

    @Test
    void refusesWhatIsNoCursorOfTheList() throws Exception {
        Failure failure = (Failure) client.ask(new GetAssetListPage(new Cursor("~")));

        assertThat(failure.code()).isEqualTo(FailCode.BAD_ARGUMENT);
    }

    @Test
    void passesOnPagesThatOnlyTheMasterHas() throws Exception {
        HistoryPage history = new HistoryPage(Samples.history(100), NEXT);
        WorkerListPage workers = new WorkerListPage(new WorkerList(List.of(Samples.WORKER)), NEXT);
        master.answer(GetUserTransactionHistoryPage.class, request -> history);
        master.answer(GetWorkersPage.class, request -> workers);

        assertThat(client.ask(new GetUserTransactionHistoryPage(user.session(), user.name(), Cursor.START)))
                .isEqualTo(history);
        assertThat(client.ask(new GetWorkersPage(Cursor.START))).isEqualTo(workers);
    }
}
