package io.papertrader.master.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Calendars;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.Lists;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final AssetSymbol APPLE = new AssetSymbol("AAPL");
    private static final Instant FIRST = Instant.parse("2013-02-08T21:00:00Z");
    private static final Instant LAST = Instant.parse("2018-02-07T21:00:00Z");
    private static final int TRADING_DAYS = 1259;
    private static final RefusedRows REFUSED = new RefusedRows(new SimpleMeterRegistry(), () -> Instant.EPOCH);

    private static final ReplaySettings DAILY = ReplaySettings.usual().at(ReplaySpeed.DAY);
    private static final ReplaySettings POINTS = ReplaySettings.usual().at(ReplaySpeed.POINT);

    private final Replayed daily = replay(DAILY);
    private final Replayed points = replay(POINTS);

    @Test
    void historyIsTheDaysBeforeTheFirstAtTheirRealCloses() {
        List<AssetUpdate> history = daily.history();

        assertThat(history).hasSize(300);
        assertThat(time(history.getFirst())).isEqualTo(FIRST);
        assertThat(history).extracting(ReplayTest::time).isSorted().doesNotHaveDuplicates();
        assertThat(history)
                .extracting(ReplayTest::time)
                .contains(
                        Instant.parse("2013-07-08T20:00:00Z"),
                        Instant.parse("2013-12-09T21:00:00Z"),
                        Instant.parse("2013-11-29T18:00:00Z"));
    }

    @Test
    void valuesAreThoseOfTheDay() {
        Sample apple = sample(daily.history().getFirst(), APPLE);

        assertThat(apple.source()).isEqualTo("replay of 2013-02-08");
        assertThat(apple.asset())
                .isEqualTo(new Asset(
                        APPLE,
                        Money.of("67.7142"),
                        Money.of("68.4014"),
                        Money.of("66.8928"),
                        Money.of("67.8542"),
                        Quantity.of("158168416")));
    }

    @Test
    void showsADayAtTheFourPointsOfItsBar() {
        List<AssetUpdate> day = follow(points, Instant.parse("2014-06-06T20:00:00Z"), 5);

        assertThat(day.subList(0, 4))
                .extracting(ReplayTest::time)
                .containsExactly(
                        Instant.parse("2014-06-09T13:30:00Z"),
                        Instant.parse("2014-06-09T15:40:00Z"),
                        Instant.parse("2014-06-09T17:50:00Z"),
                        Instant.parse("2014-06-09T20:00:00Z"));
        Asset close = sample(day.get(3), APPLE).asset();
        Asset open = sample(day.getFirst(), APPLE).asset();
        assertThat(open)
                .isEqualTo(new Asset(APPLE, close.open(), close.open(), close.open(), close.open(), Quantity.ZERO));
        assertThat(day.subList(1, 3))
                .extracting(update -> sample(update, APPLE).asset().close())
                .containsExactlyInAnyOrder(close.low(), close.high());
        assertThat(close)
                .isEqualTo(sample(next(daily, Instant.parse("2014-06-06T20:00:00Z")), APPLE)
                        .asset());
        assertThat(time(day.get(4))).isEqualTo("2014-06-10T13:30:00Z");
    }

    @Test
    void goesToTheNearerExtremeFirst() {
        assertThat(path("10", "12", "9", "11")).containsExactly("10", "9", "12", "11");
        assertThat(path("10", "11", "7", "8")).containsExactly("10", "11", "7", "8");
        assertThat(path("10", "10", "10", "10")).containsExactly("10", "10", "10", "10");
    }

    @Test
    void keepsItsPlaceByTheLatestValueAlone() {
        Instant latest = Instant.parse("2016-05-20T20:00:00Z");

        assertThat(time(next(daily, latest))).isEqualTo("2016-05-23T20:00:00Z");
        assertThat(next(replay(POINTS), latest)).isEqualTo(next(points, latest));
    }

    @Test
    void bringsEveryDayOnceInOrderAndEnds() {
        Replayed all = replay(DAILY.withHistory(0));

        List<AssetUpdate> days = follow(all, Instant.EPOCH, TRADING_DAYS);

        assertThat(days).extracting(ReplayTest::time).isSorted().doesNotHaveDuplicates();
        assertThat(time(days.getFirst())).isEqualTo(FIRST);
        assertThat(time(days.getLast())).isEqualTo(LAST);
        assertThat(all.after(LAST)).isEmpty();
    }

    @Test
    void lastsAWorkingDayAtTheDefaultInterval() {
        Instant begun = time(points.history().getLast());

        assertThat(left(points, begun)).isEqualTo(4 * (TRADING_DAYS - 300));
        assertThat(Duration.ofSeconds(10).multipliedBy(left(points, begun))).isGreaterThan(Duration.ofHours(8));
        assertThat(left(points, LAST)).isZero();
    }

    @Test
    void replaysThePeriodThatIsWanted() {
        Replayed crash = replay(DAILY.from(LocalDate.parse("2015-08-17"))
                .until(LocalDate.parse("2015-08-28"))
                .withHistory(5));

        assertThat(crash.history())
                .extracting(ReplayTest::time)
                .hasSize(5)
                .last()
                .isEqualTo(Instant.parse("2015-08-14T20:00:00Z"));
        List<AssetUpdate> days = follow(crash, Instant.parse("2015-08-14T20:00:00Z"), 10);
        assertThat(time(days.getLast())).isEqualTo("2015-08-28T20:00:00Z");
        assertThat(crash.after(time(days.getLast()))).isEmpty();
        assertThatThrownBy(
                        () -> replay(DAILY.from(LocalDate.parse("2018-03-01")).until(LocalDate.parse("2018-04-01"))))
                .hasMessageContaining("No trading day is recorded from 2018-03-01");
    }

    @Test
    void leavesOutAssetsWithoutAValueThatDay() {
        AssetSymbol late = new AssetSymbol("GOOG");

        assertThat(daily.history().getFirst().samples())
                .extracting(sample -> sample.asset().symbol())
                .doesNotContain(late);
        assertThat(next(daily, Instant.parse("2014-03-26T20:00:00Z")).samples())
                .extracting(sample -> sample.asset().symbol())
                .contains(late);
    }

    @Test
    void everyRecordedDayIsATradingDayOfNewYork() {
        LocalDate day = LocalDate.parse("2013-02-08");
        List<LocalDate> recorded = new ArrayList<>();
        Replayed all = replay(DAILY.withHistory(0));
        follow(all, Instant.EPOCH, TRADING_DAYS)
                .forEach(update -> recorded.add(LocalDate.parse(
                        sample(update, new AssetSymbol("KO")).source().substring("replay of ".length()))));
        Calendars calendars = new Calendars();

        assertThat(day.datesUntil(LocalDate.parse("2018-02-08"))
                        .filter(date -> calendars.named("XNYS", "").on(date).isPresent()))
                .containsExactlyElementsOf(recorded);
    }

    @Test
    void refusesListOfAssetsWithoutRecordedValues(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("own.csv"), List.of("SAP,SAP SE,EUR"));

        assertThatThrownBy(() -> Replayed.of(Lists.of(file), DAILY))
                .hasMessageContaining("No asset of the list has recorded values");
    }

    @Test
    void replaysValuesOfOnesOwnAsSpreadsheetsSaveThem(@TempDir Path folder) throws IOException {
        Path list = Files.write(folder.resolve("list.txt"), List.of("MINE,My own,USD"));
        String rows = """
                SYMBOL,Date,Open,High,Low,Close,Volume
                "MINE","2020-01-03","11","12","10","11.5","70"
                MINE,2020-01-02,10,11,9,10.5,60
                OTHER,2020-01-02,1,1,1,1,1
                MINE,2020-01-06,10,9,11,10,5
                MINE,2020-01-07,,11,9,10,5
                """;
        Files.writeString(folder.resolve("values.csv"), "\uFEFF" + rows.replace("\n", "\r\n"));

        Replayed own = Replayed.of(Lists.of(list), DAILY.withHistory(0).of(folder));

        List<AssetUpdate> days = follow(own, Instant.EPOCH, 2);
        assertThat(days)
                .extracting(update ->
                        sample(update, new AssetSymbol("MINE")).asset().close())
                .containsExactly(Money.of("10.5"), Money.of("11.5"));
        assertThat(own.after(time(days.getLast()))).isEmpty();
    }

    /** As whole markets are recorded; before its close a day has no value. */
    @Test
    void replaysDaysOfWhichTheCloseAloneIsKnown(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "A,Agilent,USD\nAA,Alcoa,USD\n");
        Files.writeString(folder.resolve("20140401.csv"), """
                "Symbol","DATE","close","volume","dollar_volume"
                A,2014-04-01,56.36,2091128,117855974
                AA,2014-04-01,,28620078,343727136
                A,2014-04-02,56.47,1590100,89792947
                AA,2014-04-02,12.65,28620078,343727136
                """);

        Replayed own = Replayed.of(Lists.of(list), POINTS.withHistory(0).of(folder));

        assertThat(left(own, Instant.EPOCH)).isEqualTo(2);
        List<AssetUpdate> days = follow(own, Instant.EPOCH, 2);
        assertThat(days)
                .extracting(update -> update.samples().stream()
                        .map(day -> day.asset().symbol() + " " + day.asset().close() + " " + day.time())
                        .toList())
                .containsExactly(
                        List.of("A 56.36 2014-04-01T20:00:00Z"),
                        List.of("A 56.47 2014-04-02T20:00:00Z", "AA 12.65 2014-04-02T20:00:00Z"));
        assertThat(days.getFirst().samples().getFirst().asset().volume()).isEqualTo(Quantity.of("2091128"));
        assertThat(own.after(time(days.getLast()))).isEmpty();
    }

    /** A recording of bars that goes on as one of closes, by another file. */
    @Test
    void dayOfWhichTheCloseAloneIsKnownHasNoValueBeforeThatAmongDaysWithBars(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "A,Agilent,USD\n");
        Files.writeString(
                folder.resolve("bars.csv"), "symbol,date,open,high,low,close,volume\nA,2014-03-31,55,57,54,56,100\n");
        Files.writeString(folder.resolve("closes.csv"), "symbol,date,close,volume\nA,2014-04-01,56.36,2091128\n");

        Replayed own = Replayed.of(Lists.of(list), POINTS.withHistory(0).of(folder));

        assertThat(left(own, Instant.EPOCH)).isEqualTo(5);
        List<AssetUpdate> updates = follow(own, Instant.EPOCH, 5);
        assertThat(time(updates.get(3))).isEqualTo("2014-03-31T20:00:00Z");
        assertThat(time(updates.get(4))).isEqualTo("2014-04-01T20:00:00Z");
        assertThat(own.after(time(updates.get(4)))).isEmpty();
    }

    @Test
    void barsMayStandBehindClosesInOneFile(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "A,Agilent,USD\n");
        Files.writeString(folder.resolve("values.csv"), """
                symbol,date,close,volume
                A,2014-04-01,56.36,2091128
                symbol,date,open,high,low,close,volume
                A,2014-04-02,55,57,54,56,100
                """);

        Replayed own = Replayed.of(Lists.of(list), POINTS.withHistory(0).of(folder));

        assertThat(left(own, Instant.EPOCH)).isEqualTo(5);
    }

    @Test
    void namesTheLineThatHasMoreThanAClose(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("20140401.csv"),
                "symbol,date,close,volume,dollar_volume\nA,2014-04-01,56,57,55,56.36,2091128\n");

        assertThatThrownBy(() -> RecordedFolder.read(folder, symbol -> Optional.empty(), new LeftOutRows(REFUSED)))
                .hasMessageContaining(file + ", line 2: there are 7 columns; write symbol,date,close,volume.");
    }

    @Test
    void namesTheLineOfACloseThatHasNoDate(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("20140401.csv"), "symbol,date,close,volume\nA,1.4.2014,56.36,2091128\n");

        assertThatThrownBy(() -> RecordedFolder.read(folder, symbol -> Optional.empty(), new LeftOutRows(REFUSED)))
                .hasMessageContaining(file + ", line 2: \"1.4.2014\" is no date");
    }

    @Test
    void namesTheLineThatIsNone(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("values.csv"), "MINE,2020-01-02,10,11,9,10.5,60\nMINE,02.01.2020,1,1,1,1,1\n");

        assertThatThrownBy(() -> RecordedFolder.read(folder, symbol -> Optional.empty(), new LeftOutRows(REFUSED)))
                .hasMessageContaining(file + ", line 2: \"02.01.2020\" is no date like 2018-02-07");
        Files.writeString(file, "MINE,2020-01-02,ten,11,9,10.5,60\n");
        assertThatThrownBy(() -> RecordedFolder.read(folder, symbol -> Optional.empty(), new LeftOutRows(REFUSED)))
                .hasMessageContaining(file + ", line 1: ");
        Files.writeString(file, "MINE;2020-01-02;10;11;9;10.5;60\n");
        assertThatThrownBy(() -> RecordedFolder.read(folder, symbol -> Optional.empty(), new LeftOutRows(REFUSED)))
                .hasMessageContaining("there are 1 columns");
        Files.delete(file);
        assertThatThrownBy(() -> RecordedFolder.read(folder, symbol -> Optional.empty(), new LeftOutRows(REFUSED)))
                .hasMessageContaining("has no file that ends in .csv");
    }

    private static Replayed replay(ReplayConfig settings) {
        return Replayed.of(Lists.builtIn(), settings);
    }

    /** A timeline that goes at the speed of its settings. */
    private record Replayed(Timeline timeline, ReplaySpeed speed) {
        static Replayed of(ListOfAssets list, ReplayConfig settings) {
            return new Replayed(
                    Replay.timeline(list, settings, new Calendars(), REFUSED),
                    settings.speed().orElseThrow());
        }

        List<AssetUpdate> history() {
            return timeline.history();
        }

        Optional<AssetUpdate> after(Instant latest) {
            return timeline.after(latest, speed);
        }
    }

    private static List<String> path(String open, String high, String low, String close) {
        Asset bar = new Asset(APPLE, Money.of(open), Money.of(high), Money.of(low), Money.of(close), Quantity.of("1"));
        return List.of(0, 1, 2, 3).stream()
                .map(point -> BarPath.upTo(point, bar).close().toString())
                .toList();
    }

    private static AssetUpdate next(Replayed replay, Instant latest) {
        return replay.after(latest).orElseThrow();
    }

    private static long left(Replayed replay, Instant latest) {
        return replay.timeline().period(latest, replay.speed()).updatesLeft();
    }

    private static Instant time(AssetUpdate update) {
        return update.samples().getFirst().time();
    }

    private static Sample sample(AssetUpdate update, AssetSymbol symbol) {
        return update.samples().stream()
                .filter(sample -> sample.asset().symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    private static List<AssetUpdate> follow(Replayed replay, Instant from, int count) {
        List<AssetUpdate> updates = new ArrayList<>();
        Instant latest = from;
        for (int i = 0; i < count; i++) {
            AssetUpdate update = next(replay, latest);
            updates.add(update);
            latest = time(update);
        }
        return updates;
    }
}
