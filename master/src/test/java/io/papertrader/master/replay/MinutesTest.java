package io.papertrader.master.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Calendars;
import io.papertrader.master.asset.Lists;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Minutes as they were traded, on New York's clock, and those of a market that never closes. */
class MinutesTest {
    private static final AssetSymbol APPLE = new AssetSymbol("AAPL");
    private static final AssetSymbol BITCOIN = new AssetSymbol("BTCUSD");

    private static final String FRIDAY = """
            symbol,time,open,high,low,close,volume
            AAPL,2014-06-06T09:29:00,650.03,650.21,649.89,650.07,7545
            AAPL,2014-06-06T09:30:00,650,650.49,649.11,649.56,403227
            AAPL,2014-06-06T09:31:00,649.59,650,649.38,649.76,92297
            AAPL,2014-06-06T15:59:00,645.43,645.68,645.3,645.57,641461
            AAPL,2014-06-06T16:00:00,645.57,646.65,645.57,645.87,56858
            """;

    private static final String MONDAY = """
            symbol,time,open,high,low,close,volume
            AAPL,2014-06-09T04:00:00,645.57,645.57,92.23,92.42,600
            AAPL,2014-06-09T04:01:00,92.46,92.46,92.46,92.46,59
            AAPL,2014-06-09T09:30:00,92.69,92.97,92.5,92.85,1500000
            """;

    @TempDir
    Path folder;

    private Path values;

    @BeforeEach
    void makeFolder() throws IOException {
        values = Files.createDirectories(folder.resolve("values/AAPL")).getParent();
    }

    @Test
    void bringsARecordedMinuteWithEachUpdateWithinTheHoursOfTheMarket() throws IOException {
        pack("AAPL/20140606-trades.csv.gz", FRIDAY);
        pack("AAPL/20140609-trades.csv.gz", MONDAY);
        pack("AAPL/20140606-quotes.csv.gz", "symbol,time,bid_open,bid_high\nAAPL,2014-06-06T09:30:00,,\n");

        List<AssetUpdate> minutes = all(apple(), ReplaySpeed.MINUTE);

        assertThat(minutes)
                .extracting(MinutesTest::time)
                .containsExactly(
                        Instant.parse("2014-06-06T13:31:00Z"),
                        Instant.parse("2014-06-06T13:32:00Z"),
                        Instant.parse("2014-06-06T20:00:00Z"),
                        Instant.parse("2014-06-09T13:31:00Z"));
        assertThat(of(minutes.get(1), APPLE))
                .as("the day so far")
                .isEqualTo(bar("650", "650.49", "649.11", "649.76", "495524"));
        assertThat(of(minutes.get(2), APPLE)).isEqualTo(bar("650", "650.49", "645.3", "645.57", "1136985"));
        assertThat(of(minutes.get(3), APPLE))
                .as("another day")
                .isEqualTo(bar("92.69", "92.97", "92.5", "92.85", "1500000"));
    }

    @Test
    void tellsHowLongItLasts() throws IOException {
        pack("AAPL/20140606-trades.csv.gz", FRIDAY);
        pack("AAPL/20140609-trades.csv.gz", MONDAY);

        Timeline timeline = timeline(apple());

        assertThat(timeline.period(Instant.EPOCH, ReplaySpeed.MINUTE).updatesLeft())
                .isEqualTo(2 * 390);
        assertThat(timeline.period(Instant.parse("2014-06-09T13:31:00Z"), ReplaySpeed.MINUTE)
                        .updatesLeft())
                .isEqualTo(389);
        assertThat(timeline.period(Instant.EPOCH, ReplaySpeed.DAY).updatesLeft())
                .isEqualTo(2);
        Files.writeString(values.resolve("later.csv"), "AAPL,2015-06-09,92.69,93.88,91.75,93.7,7\n");
        assertThat(timeline(apple()).period(Instant.EPOCH, ReplaySpeed.MINUTE).updatesLeft())
                .as("days of which nothing is recorded are not waited for")
                .isEqualTo(2 * 390 + 4);
    }

    @Test
    void minutesComeToDaysWhereNoneAreRecorded() throws IOException {
        pack("AAPL/20140606-trades.csv.gz", FRIDAY);
        Files.writeString(
                values.resolve("days.csv"),
                "AAPL,2014-06-05,646.25,649.35,642.61,647.35,10445282\nAAPL,2014-06-09,92.69,93.88,91.75,93.7,7\n");

        List<AssetUpdate> days = all(apple().from("2014-06-05"), ReplaySpeed.DAY);
        assertThat(days)
                .extracting(MinutesTest::time)
                .containsExactly(
                        Instant.parse("2014-06-05T20:00:00Z"),
                        Instant.parse("2014-06-06T20:00:00Z"),
                        Instant.parse("2014-06-09T20:00:00Z"));
        assertThat(of(days.get(1), APPLE)).isEqualTo(bar("650", "650.49", "645.3", "645.57", "1136985"));
        assertThat(all(apple().from("2014-06-05"), ReplaySpeed.MINUTE))
                .as("four points, three minutes, four points")
                .hasSize(11);
    }

    @Test
    void beginsWithTheFirstDayOfMinutesAndHasTheDaysBeforeAsThePast() throws IOException {
        pack("AAPL/20140606-trades.csv.gz", FRIDAY);
        Files.writeString(values.resolve("days.csv"), "AAPL,2014-06-05,646.25,649.35,642.61,647.35,10445282\n");

        Timeline timeline = timeline(apple());

        assertThat(timeline.history())
                .extracting(MinutesTest::time)
                .containsExactly(Instant.parse("2014-06-05T20:00:00Z"));
        assertThat(timeline.hasMinutes()).isTrue();
        assertThat(time(timeline.after(Instant.parse("2014-06-05T20:00:00Z"), ReplaySpeed.MINUTE)
                        .orElseThrow()))
                .isEqualTo("2014-06-06T13:31:00Z");
    }

    @Test
    void readsWhatSpreadsheetsSaveInAnyOrder() throws IOException {
        String rows = """
                "SYMBOL","Time","Open","High","Low","Close","Volume"
                BTCUSD,2014-06-06 13:31,611,612,610,611.5,2
                "AAPL","2014-06-06 9:31","649.59","650","649.38","649.76","92297"
                ,,,,,,
                AAPL,2014-06-06 09:30:00,650,650.49,649.11,649.56,403227
                AAPL,2014-06-06 09:30:00,1,1,1,1,1
                AAPL,2014-06-06 09:32:00,1,,1,1,1
                """;
        Files.writeString(values.resolve("all.csv"), "\uFEFF" + rows.replace("\n", "\r\n"));

        List<AssetUpdate> minutes = all(apple(), ReplaySpeed.MINUTE);

        assertThat(minutes)
                .extracting(update -> of(update, APPLE).close())
                .containsExactly(Money.of("649.56"), Money.of("649.76"));
    }

    @Test
    void readsTheDaysOfOneFileInTheirOrder() throws IOException {
        Files.writeString(
                values.resolve("all.csv"),
                MONDAY.replace("\n", "\r\n") + FRIDAY.lines().skip(1).reduce("", (all, row) -> all + row + "\r\n"));

        assertThat(all(apple(), ReplaySpeed.MINUTE))
                .extracting(update -> of(update, APPLE).close())
                .containsExactly(Money.of("649.56"), Money.of("649.76"), Money.of("645.57"), Money.of("92.85"));
    }

    @Test
    void namesTheRowThatIsNone() throws IOException {
        Path file = values.resolve("all.csv");
        Files.writeString(file, FRIDAY + "AAPL,2014-06-06T25:00:00,1,1,1,1,1\n");
        assertThatThrownBy(() -> timeline(apple()))
                .hasMessageContaining(
                        file
                                + ", line 7: \"2014-06-06T25:00:00\" is no minute like 2018-02-07T09:30:00; write symbol,time,");
        Files.writeString(file, FRIDAY + "AAPL,2014-06-06T09:30:15,1,1,1,1,1\n");
        assertThatThrownBy(() -> timeline(apple())).hasMessageContaining(file + ", line 7: ");
        Files.writeString(file, FRIDAY + "AAPL,2014-06-06T09:33:00,one,1,1,1,1\n");
        assertThatThrownBy(() -> timeline(apple())).hasMessageContaining(file + ", line 7: a column ");
    }

    @Test
    void holdsBackAMinuteThatSpansTwoKindsOfShares() {
        Minute tick = minute(MONDAY.lines().skip(1).findFirst().orElseThrow());
        RecordedMinutes minutes = new RecordedMinutes(APPLE, new Calendars().named("ALWAYS", ""));

        assertThat(minutes.add(SheetRow.of(Path.of("tick.csv"), 2, ""), tick))
                .contains("the low of 2014-06-09T04:00 is less than half of its high");
        assertThat(minutes.days()).isEmpty();
    }

    @Test
    void eachAssetKeepsTheHoursOfItsClass() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.txt"),
                "symbol,name,currency,class\nAAPL,Apple,USD,us\nBTCUSD,Bitcoin,USD,crypto\n");
        Files.writeString(values.resolve("days.csv"), """
                AAPL,2014-06-06,650,651.25,644.48,645.57,12116671
                AAPL,2014-06-09,92.69,93.88,91.75,93.7,72875948
                BTCUSD,2014-06-06,660,665,650,655,100
                BTCUSD,2014-06-07,655,660,640,650,100
                BTCUSD,2014-06-08,650,660,645,655,100
                BTCUSD,2014-06-09,655,660,640,650,100
                """);
        Wanted mixed = new Wanted(list, ReplaySettings.usual().of(values)).from("2014-06-06");

        List<AssetUpdate> days = all(mixed, ReplaySpeed.DAY);

        assertThat(days)
                .extracting(update -> update.samples().stream()
                        .map(sample -> sample.asset().symbol() + " " + sample.time())
                        .sorted()
                        .toList())
                .containsExactly(
                        List.of("AAPL 2014-06-06T20:00:00Z", "BTCUSD 2014-06-06T23:59:59.999Z"),
                        List.of("BTCUSD 2014-06-07T23:59:59.999Z"),
                        List.of("BTCUSD 2014-06-08T23:59:59.999Z"),
                        List.of("AAPL 2014-06-09T20:00:00Z", "BTCUSD 2014-06-09T23:59:59.999Z"));
        assertThat(timeline(mixed).calendars())
                .extracting(hours -> hours.name())
                .containsExactlyInAnyOrder("XNYS", "ALWAYS");
        List<AssetUpdate> points = all(mixed, ReplaySpeed.POINT);
        assertThat(points).extracting(MinutesTest::time).isSorted().doesNotHaveDuplicates();
        assertThat(points.stream().flatMap(update -> update.samples().stream()))
                .as("no point of any asset is left out")
                .hasSize(4 * 6)
                .extracting(sample -> sample.asset().symbol())
                .contains(APPLE, BITCOIN);
    }

    /** A list of assets, and what is replayed of them. */
    private record Wanted(Path list, ReplaySettings settings) {
        Wanted from(String date) {
            return new Wanted(list, settings.from(LocalDate.parse(date)));
        }
    }

    /** A replay has its place in the database; minutes that are put into its folder later do not move it. */
    @Test
    void goesOnWhereItWasThoughMinutesOfLaterDaysAreThereNow() throws IOException {
        Files.writeString(values.resolve("days.csv"), """
                symbol,date,open,high,low,close,volume
                AAPL,2013-07-08,60,61,59,60,1000
                AAPL,2013-07-09,60,62,59,61,1000
                """);
        pack("AAPL/20140606-trades.csv.gz", FRIDAY);

        Timeline timeline = timeline(apple());
        Instant place = Instant.parse("2013-07-08T20:00:00Z");

        assertThat(timeline.after(place, ReplaySpeed.MINUTE).map(MinutesTest::time))
                .contains(Instant.parse("2013-07-09T13:30:00Z"));
        assertThat(timeline.period(place, ReplaySpeed.DAY).updatesLeft()).isEqualTo(2);
        assertThat(timeline.after(Instant.EPOCH, ReplaySpeed.MINUTE).map(MinutesTest::time))
                .as("a new one begins with the minutes")
                .contains(Instant.parse("2014-06-06T13:31:00Z"));
    }

    @Test
    void tellsOfTheMostThereCanBeWhereADaysVolumeIsMore() throws IOException {
        pack("AAPL/20140606-trades.csv.gz", """
                symbol,time,open,high,low,close,volume
                AAPL,2014-06-06T09:30:00,1,1,1,1,90000000000
                AAPL,2014-06-06T09:31:00,1,1,1,1,90000000000
                """);

        assertThat(of(all(apple(), ReplaySpeed.DAY).getFirst(), APPLE).volume())
                .isEqualTo(new Quantity(Long.MAX_VALUE));
    }

    private Wanted apple() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "AAPL,Apple,USD\n");
        return new Wanted(list, ReplaySettings.usual().of(values));
    }

    private static Timeline timeline(Wanted wanted) {
        return Replay.timeline(
                Lists.of(wanted.list()),
                wanted.settings(),
                new Calendars(),
                new RefusedRows(new SimpleMeterRegistry(), () -> Instant.EPOCH));
    }

    private static List<AssetUpdate> all(Wanted wanted, ReplaySpeed speed) {
        Timeline timeline = timeline(wanted);
        List<AssetUpdate> updates = new ArrayList<>();
        Optional<AssetUpdate> next = timeline.after(Instant.EPOCH, speed);
        while (next.isPresent()) {
            updates.add(next.get());
            next = timeline.after(latest(next.get()), speed);
        }
        return updates;
    }

    /** The latest time, as the database keeps it. */
    private static Instant latest(AssetUpdate update) {
        return update.samples().stream()
                .map(Sample::time)
                .max(Instant::compareTo)
                .orElseThrow()
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant time(AssetUpdate update) {
        return update.samples().getFirst().time();
    }

    private static Asset of(AssetUpdate update, AssetSymbol symbol) {
        return update.samples().stream()
                .map(Sample::asset)
                .filter(asset -> asset.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    private static Asset bar(String open, String high, String low, String close, String volume) {
        return new Asset(APPLE, Money.of(open), Money.of(high), Money.of(low), Money.of(close), Quantity.of(volume));
    }

    private static Minute minute(String line) {
        return Minute.of(SheetRow.of(Path.of("tick.csv"), 2, line), APPLE).orElseThrow();
    }

    private void pack(String name, String text) throws IOException {
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(values.resolve(name)))) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
