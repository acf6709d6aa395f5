package io.papertrader.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Prediction;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueAllTime;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePredicted;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.codec.message.LinkEvent.ValuesForgotten;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.papertrader.worker.TestClock;
import io.papertrader.worker.WorkerResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers from memory, and their time to live (specification 3.2.6). Each test has an asset of its own. */
@QuarkusTest
class AssetCacheTest extends LinkedWorker {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final AsOf LAST_WHOLE_DAY = AsOf.day(LocalDate.of(2018, 2, 6));
    private static final AsOf DAY_OF_THE_VALUE = AsOf.day(LocalDate.of(2018, 2, 7));
    private static final int WINDOWS = 10;
    private static final int LARGE = 300;

    private ClientStandIn client;

    @BeforeEach
    void logIn() throws Exception {
        client = connectForData(newUser());
    }

    /** An asset that had its latest update at {@link Samples#VALUE_TIME}. */
    private AssetSymbol newAsset() throws Exception {
        AssetSymbol symbol = new AssetSymbol("TEST" + NUMBERS.incrementAndGet());
        update(symbol, "10", Samples.VALUE_TIME);
        return symbol;
    }

    private void update(AssetSymbol symbol, String value, Instant time) throws Exception {
        master.push(new ValuesUpdated(List.of(Samples.asset(symbol, value, time))));
        untilPushesAreHeard();
    }

    private Money valueOf(AssetSymbol symbol) throws Exception {
        return ((AssetValue) client.ask(new GetAssetValueCurrent(symbol))).value();
    }

    private <R extends OfAsset> void answerWithSeries(Class<R> kind, int bars, String value) {
        master.answer(kind, request -> Samples.series(request.asset(), bars, value));
    }

    @Test
    void answersCurrentValuesWithoutTheMaster() throws Exception {
        Reply list = client.ask(new GetAssetList());
        Reply info = client.ask(new GetAssetInfo(Samples.AAPL));
        Reply value = client.ask(new GetAssetValueCurrent(Samples.AAPL));

        assertThat(((AssetList) list).assets()).containsAll(Samples.ASSETS);
        assertThat(info).isEqualTo(Samples.ASSETS.getFirst());
        assertThat(value).isEqualTo(new AssetValue(Samples.AAPL, Money.of("159.54"), Samples.VALUE_TIME));
        assertThat(master.waiting(GetAssetInfo.class)).isZero();
        assertThat(master.waiting(GetAssetValueCurrent.class)).isZero();
        assertThat(master.waiting(GetAssetListPage.class)).isZero();
    }

    @Test
    void refusesToCallValuesCurrentThatTheMasterHasNotCalledFreshForLong() throws Exception {
        AssetSymbol symbol = newAsset();
        master.answer(Heartbeat.class, request -> new HeartbeatAnswer(false));
        untilPushesAreHeard();
        try (TestClock.Later _ = clock.later(WorkerResource.STALE_AFTER.plusSeconds(1))) {
            Await.until(values::isStale);
            for (Request request : List.of(
                    new GetAssetValueCurrent(symbol),
                    new GetAssetInfo(symbol),
                    new GetAssetList(),
                    new GetAssetListPage(Cursor.START))) {
                assertThat(client.ask(request))
                        .isInstanceOfSatisfying(
                                DataFail.class, fail -> assertThat(fail.code()).isEqualTo(FailCode.MARKET_DATA_STALE));
            }

            master.answer(Heartbeat.class, request -> new HeartbeatAnswer(true));
            breakLink();

            Await.until(() -> client.ask(new GetAssetInfo(Samples.AAPL)) instanceof AssetInfo);
        }
    }

    @Test
    void callsPushedValuesFresh() throws Exception {
        AssetSymbol symbol = newAsset();
        master.answer(Heartbeat.class, request -> new HeartbeatAnswer(false));
        untilPushesAreHeard();
        try (TestClock.Later _ = clock.later(WorkerResource.STALE_AFTER.plusSeconds(1))) {
            Await.until(values::isStale);
            update(symbol, "11", Samples.VALUE_TIME.plusSeconds(1));

            assertThat(valueOf(symbol)).isEqualTo(Money.of("11"));
        }
    }

    @Test
    void asksForTheWholeListOverEachNewLink() throws Exception {
        AssetSymbol symbol = newAsset();
        AssetInfo moved = Samples.asset(symbol, "11", Samples.VALUE_TIME.plusSeconds(1));
        master.answer(
                GetAssetListPage.class, request -> new AssetListPage(new AssetList(List.of(moved)), Optional.empty()));

        breakLink();

        Await.until(() -> valueOf(symbol).equals(Money.of("11")));
    }

    @Test
    void takesPushedValues() throws Exception {
        AssetSymbol symbol = newAsset();

        update(symbol, "12", Samples.VALUE_TIME.plusSeconds(1));

        assertThat(valueOf(symbol)).isEqualTo(Money.of("12"));
        assertThat(((AssetList) client.ask(new GetAssetList())).assets())
                .contains(Samples.asset(symbol, "12", Samples.VALUE_TIME.plusSeconds(1)));
    }

    @Test
    void doesNotGoBackToAnOlderValue() throws Exception {
        AssetSymbol symbol = newAsset();

        update(symbol, "9", Samples.VALUE_TIME.minusSeconds(1));

        assertThat(valueOf(symbol)).isEqualTo(Money.of("10"));
    }

    @Test
    void passesOnThatAnAssetIsUnknownAndAsksAgain() throws Exception {
        DataFail unknown = new DataFail(FailCode.UNKNOWN_ASSET, "There is no such asset.");
        master.answer(GetAssetValueCurrent.class, request -> unknown);
        GetAssetValueCurrent request = new GetAssetValueCurrent(new AssetSymbol("NONE"));

        Reply first = client.ask(request);
        Reply second = client.ask(request);

        assertThat(List.of(first, second)).containsOnly(unknown);
        assertThat(master.waiting(GetAssetValueCurrent.class)).isEqualTo(2);
    }

    @Test
    void asksOnceForAWindowOfThePast() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(newAsset(), LAST_WHOLE_DAY);
        answerWithSeries(GetAssetValueWeek.class, 3, "7");

        Reply first = client.ask(week);
        answerWithSeries(GetAssetValueWeek.class, 3, "8");
        update(week.asset(), "11", Samples.VALUE_TIME.plusSeconds(1));
        Reply second = client.ask(week);

        assertThat(first).isEqualTo(Samples.series(week.asset(), 3, "7")).isEqualTo(second);
        assertThat(master.waiting(GetAssetValueWeek.class)).isEqualTo(1);
    }

    @Test
    void keepsWindowsOfDifferentKindsAndDatesApart() throws Exception {
        AssetSymbol symbol = newAsset();
        answerWithSeries(GetAssetValueWeek.class, 1, "7");
        answerWithSeries(GetAssetValueDay.class, 1, "1");

        client.ask(new GetAssetValueWeek(symbol, LAST_WHOLE_DAY));
        Reply day = client.ask(new GetAssetValueDay(symbol, LAST_WHOLE_DAY));
        client.ask(new GetAssetValueWeek(symbol, AsOf.day(LocalDate.of(2018, 2, 5))));

        assertThat(day).isEqualTo(Samples.series(symbol, 1, "1"));
        assertThat(master.waiting(GetAssetValueWeek.class)).isEqualTo(2);
    }

    @Test
    void keepsAWindowThatTouchesTheLatestValueUntilTheNextUpdate() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(newAsset(), DAY_OF_THE_VALUE);
        answerWithSeries(GetAssetValueWeek.class, 3, "7");

        client.ask(week);
        Reply before = client.ask(week);
        int askedBefore = master.waiting(GetAssetValueWeek.class);
        answerWithSeries(GetAssetValueWeek.class, 3, "8");
        update(week.asset(), "11", Samples.VALUE_TIME.plusSeconds(1));
        Reply after = client.ask(week);

        assertThat(before).isEqualTo(Samples.series(week.asset(), 3, "7"));
        assertThat(askedBefore).isEqualTo(1);
        assertThat(after).isEqualTo(Samples.series(week.asset(), 3, "8"));
    }

    @Test
    void takesAWindowThatEndsAtTheLatestValueForOneThatCanStillChange() throws Exception {
        AssetSymbol symbol = newAsset();
        GetAssetValueDay upToIt = new GetAssetValueDay(symbol, AsOf.moment(Samples.VALUE_TIME));
        GetAssetValueDay beforeIt = new GetAssetValueDay(symbol, AsOf.moment(Samples.VALUE_TIME.minusMillis(1)));
        answerWithSeries(GetAssetValueDay.class, 1, "7");
        client.ask(upToIt);
        client.ask(beforeIt);
        answerWithSeries(GetAssetValueDay.class, 1, "8");

        update(symbol, "11", Samples.VALUE_TIME);

        assertThat(client.ask(upToIt)).isEqualTo(Samples.series(symbol, 1, "8"));
        assertThat(client.ask(beforeIt)).isEqualTo(Samples.series(symbol, 1, "7"));
    }

    @Test
    void keepsAllOfAnAssetsTimeUntilTheNextUpdate() throws Exception {
        GetAssetValueAllTime all = new GetAssetValueAllTime(newAsset());
        answerWithSeries(GetAssetValueAllTime.class, 3, "7");

        client.ask(all);
        client.ask(all);
        int before = master.waiting(GetAssetValueAllTime.class);
        update(all.asset(), "11", Samples.VALUE_TIME.plusSeconds(1));
        client.ask(all);

        assertThat(before).isEqualTo(1);
        assertThat(master.waiting(GetAssetValueAllTime.class)).isEqualTo(2);
    }

    @Test
    void keepsAPredictionUntilTheNextUpdateWhateverItsDate() throws Exception {
        GetAssetValuePredicted prediction = new GetAssetValuePredicted(newAsset(), LAST_WHOLE_DAY);
        master.answer(GetAssetValuePredicted.class, request -> new Prediction(List.of()));

        client.ask(prediction);
        client.ask(prediction);
        int before = master.waiting(GetAssetValuePredicted.class);
        update(prediction.asset(), "11", Samples.VALUE_TIME.plusSeconds(1));
        client.ask(prediction);

        assertThat(before).isEqualTo(1);
        assertThat(master.waiting(GetAssetValuePredicted.class)).isEqualTo(2);
    }

    @Test
    void keepsNoWindowOfNowThatAnUpdateHasOvertaken() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(newAsset(), DAY_OF_THE_VALUE);
        master.hold(GetAssetValueWeek.class);
        client.send(week);
        Asked<GetAssetValueWeek> asked = master.next(GetAssetValueWeek.class);

        update(week.asset(), "11", Samples.VALUE_TIME.plusSeconds(1));
        asked.answer(Samples.series(week.asset(), 3, "7"));
        client.reply(Instruction.GET_ASSET_VALUE_WEEK);
        answerWithSeries(GetAssetValueWeek.class, 3, "8");

        assertThat(client.ask(week)).isEqualTo(Samples.series(week.asset(), 3, "8"));
    }

    @Test
    void keepsNoWindowThatBecamePastWhileItWasAskedFor() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(newAsset(), DAY_OF_THE_VALUE);
        master.hold(GetAssetValueWeek.class);
        client.send(week);
        Asked<GetAssetValueWeek> asked = master.next(GetAssetValueWeek.class);

        // The answer is of before the update, whose values lie behind the window's end; more of the window may have
        // come.
        update(week.asset(), "11", Samples.VALUE_TIME.plus(Duration.ofDays(1)));
        asked.answer(Samples.series(week.asset(), 3, "7"));
        client.reply(Instruction.GET_ASSET_VALUE_WEEK);
        answerWithSeries(GetAssetValueWeek.class, 3, "8");

        assertThat(client.ask(week)).isEqualTo(Samples.series(week.asset(), 3, "8"));
    }

    @Test
    void forgetsWindowsOfNowOverANewLink() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(newAsset(), DAY_OF_THE_VALUE);
        answerWithSeries(GetAssetValueWeek.class, 3, "7");
        client.ask(week);
        answerWithSeries(GetAssetValueWeek.class, 3, "8");

        // Updates may have gone by unheard.
        breakLink();

        assertThat(client.ask(week)).isEqualTo(Samples.series(week.asset(), 3, "8"));
    }

    @Test
    void forgetsTheFutureWhereAReplayBeginsAnew() throws Exception {
        AssetSymbol symbol = newAsset();
        GetAssetValueWeek week = new GetAssetValueWeek(symbol, LAST_WHOLE_DAY);
        answerWithSeries(GetAssetValueWeek.class, 3, "7");
        client.ask(week);
        AssetInfo past = Samples.asset(symbol, "4", Samples.VALUE_TIME.minus(Duration.ofDays(400)));
        List<AssetInfo> all = new ArrayList<>(Samples.ASSETS);
        all.add(past);
        AssetSymbol gone = newAsset();
        answerWithSeries(GetAssetValueWeek.class, 0, "0");
        master.answer(GetAssetListPage.class, request -> new AssetListPage(new AssetList(all), Optional.empty()));

        master.push(new ValuesForgotten());

        Await.until(() -> valueOf(symbol).equals(Money.of("4")));
        assertThat(client.ask(week)).isEqualTo(Samples.series(symbol, 0, "0"));
        assertThat(((AssetList) client.ask(new GetAssetList())).assets())
                .contains(past)
                .extracting(info -> info.asset().symbol())
                .doesNotContain(gone);
    }

    @Test
    void asksAgainForAWindowOfThePastOfWhichTheMasterKnowsMore() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(newAsset(), LAST_WHOLE_DAY);
        GetAssetValueWeek ofAnother = new GetAssetValueWeek(newAsset(), LAST_WHOLE_DAY);
        answerWithSeries(GetAssetValueWeek.class, 1, "7");
        client.ask(week);
        client.ask(ofAnother);
        answerWithSeries(GetAssetValueWeek.class, 3, "8");

        master.push(new PastChanged(List.of(week.asset())));
        untilPushesAreHeard();

        assertThat(client.ask(week)).isEqualTo(Samples.series(week.asset(), 3, "8"));
        assertThat(client.ask(ofAnother)).isEqualTo(Samples.series(ofAnother.asset(), 1, "7"));
    }

    @Test
    void keepsNoWindowOfThePastThatWasOnItsWayWhileTheMasterLearnedMore() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(newAsset(), LAST_WHOLE_DAY);
        master.hold(GetAssetValueWeek.class);
        client.send(week);
        Asked<GetAssetValueWeek> asked = master.next(GetAssetValueWeek.class);

        master.push(new PastChanged(List.of(week.asset())));
        untilPushesAreHeard();
        asked.answer(Samples.series(week.asset(), 1, "7"));
        client.reply(Instruction.GET_ASSET_VALUE_WEEK);
        answerWithSeries(GetAssetValueWeek.class, 3, "8");

        assertThat(client.ask(week)).isEqualTo(Samples.series(week.asset(), 3, "8"));
    }

    @Test
    void keepsNoRefusal() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(newAsset(), LAST_WHOLE_DAY);
        DataFail refusal = new DataFail(FailCode.UNAVAILABLE, "Try again later.");
        master.answer(GetAssetValueWeek.class, request -> refusal);

        Reply first = client.ask(week);
        answerWithSeries(GetAssetValueWeek.class, 3, "7");
        Reply second = client.ask(week);

        assertThat(first).isEqualTo(refusal);
        assertThat(second).isEqualTo(Samples.series(week.asset(), 3, "7"));
    }

    @Test
    void keepsNoMoreBarsThanItsBound() throws Exception {
        AssetSymbol symbol = newAsset();
        answerWithSeries(GetAssetValueWeek.class, LARGE, "7");
        askForWindows(symbol);

        // Three of them fit into a thousand bars; what is too much goes a moment later.
        Await.until(() -> {
            int before = master.waiting(GetAssetValueWeek.class);
            askForWindows(symbol);
            return master.waiting(GetAssetValueWeek.class) - before >= WINDOWS - 3;
        });
    }

    private void askForWindows(AssetSymbol symbol) throws Exception {
        for (int day = 1; day <= WINDOWS; day++) {
            client.ask(new GetAssetValueWeek(symbol, AsOf.day(LocalDate.of(2017, 1, day))));
        }
    }

    /** A database was restored, for instance: the master's word holds, whatever its time. */
    @Test
    void tellsWhatTheMasterOfANewLinkTellsThoughItIsOlder() throws Exception {
        ClientStandIn client = connectForData(newUser());
        GetAssetValueCurrent question = new GetAssetValueCurrent(Samples.AAPL);
        AssetInfo later = Samples.asset(Samples.AAPL, "999", Samples.VALUE_TIME.plus(Duration.ofDays(900)));
        master.push(new ValuesUpdated(List.of(later)));
        Await.until(() -> client.ask(question).equals(later.toValue()));

        breakLink();

        Await.until(() -> client.ask(question).equals(Samples.ASSETS.getFirst().toValue()));
    }
}
