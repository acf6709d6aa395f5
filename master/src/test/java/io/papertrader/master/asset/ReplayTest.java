package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.Asset;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final Instant FIRST = Instant.parse("2013-02-08T21:00:00Z");
    private static final Instant LAST = Instant.parse("2018-02-07T21:00:00Z");
    private static final int TRADING_DAYS = 1259;

    private final ReplayProvider replay = provider(300);

    @Test
    void historyIsTheFirstDaysInOrder() {
        List<AssetUpdate> history = replay.history();

        assertThat(history).hasSize(300);
        assertThat(history.getFirst().time()).isEqualTo(FIRST);
        assertThat(history).extracting(AssetUpdate::time).isSorted().doesNotHaveDuplicates();
        assertThat(history.getFirst().source()).isEqualTo("replay of 2013-02-08");
    }

    @Test
    void valuesAreThoseOfTheDay() {
        assertThat(replay.history().getFirst().assets())
                .contains(new Asset(
                        new AssetSymbol("AAPL"),
                        Money.of("67.7142"),
                        Money.of("68.4014"),
                        Money.of("66.8928"),
                        Money.of("67.8542"),
                        Quantity.of("158168416")));
    }

    @Test
    void beginsWithTheFirstDayWhereNothingIsStored() {
        assertThat(next(Instant.EPOCH).time()).isEqualTo(FIRST);
        assertThat(provider(0).history()).isEmpty();
    }

    @Test
    void goesOnBehindTheHistory() {
        Instant latest = replay.history().getLast().time();

        AssetUpdate next = next(latest);

        assertThat(next.time())
                .isAfter(latest)
                .isEqualTo(provider(301).history().getLast().time());
    }

    @Test
    void keepsItsPlaceByTheLatestValueAlone() {
        Instant latest = Instant.parse("2016-05-20T21:00:00Z");
        AssetUpdate next = next(latest);

        assertThat(next.time()).isEqualTo("2016-05-23T21:00:00Z");
        assertThat(next(latest)).isEqualTo(next);
        assertThat(provider(7).retrieve(latest).await().indefinitely()).contains(next);
    }

    @Test
    void bringsEveryDayOnceInOrder() {
        List<AssetUpdate> lap = follow(Instant.EPOCH, TRADING_DAYS);

        assertThat(lap).extracting(AssetUpdate::time).isSorted().doesNotHaveDuplicates();
        assertThat(lap.getFirst().time()).isEqualTo(FIRST);
        assertThat(lap.getLast().time()).isEqualTo(LAST);
    }

    @Test
    void beginsAgainLaterOnTheSameWeekday() {
        AssetUpdate again = next(LAST);

        assertThat(again.time()).isAfter(LAST);
        LocalDate day = LocalDate.ofInstant(again.time(), ZoneOffset.UTC);
        assertThat(day.getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(ChronoUnit.DAYS.between(FIRST, again.time()) % 7).isZero();
        assertThat(again.source()).isEqualTo("replay of 2013-02-08, lap 2");
        assertThat(again.assets()).isEqualTo(next(Instant.EPOCH).assets());
    }

    @Test
    void laterLapsAreTheSameDaysMovedByWholeLaps() {
        List<AssetUpdate> laps = follow(Instant.EPOCH, 3 * TRADING_DAYS);

        long lapMillis = ChronoUnit.MILLIS.between(
                laps.getFirst().time(), laps.get(TRADING_DAYS).time());
        for (int day = TRADING_DAYS; day < laps.size(); day++) {
            AssetUpdate before = laps.get(day - TRADING_DAYS);
            assertThat(laps.get(day).time()).isEqualTo(before.time().plusMillis(lapMillis));
            assertThat(laps.get(day).assets()).isEqualTo(before.assets());
        }
        assertThat(laps.getLast().source()).isEqualTo("replay of 2018-02-07, lap 3");
    }

    @Test
    void leavesOutAssetsWithoutAValueThatDay() {
        AssetSymbol late = new AssetSymbol("GOOG");

        assertThat(next(Instant.EPOCH).assets()).extracting(Asset::symbol).doesNotContain(late);
        assertThat(next(Instant.parse("2014-03-26T21:00:00Z")).assets())
                .extracting(Asset::symbol)
                .contains(late);
    }

    @Test
    void refusesListOfAssetsWithoutRecordedValues(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("own.csv"), List.of("SAP,SAP SE,EUR"));
        Settings settings = Settings.of(file);

        assertThatThrownBy(() -> new ReplayProvider(new ListOfAssets(settings), settings))
                .hasMessageContaining("No asset of the list has recorded values");
    }

    private static ReplayProvider provider(int history) {
        Settings settings = Settings.builtIn(history);
        return new ReplayProvider(new ListOfAssets(settings), settings);
    }

    private AssetUpdate next(Instant latest) {
        return replay.retrieve(latest).await().indefinitely().orElseThrow();
    }

    private List<AssetUpdate> follow(Instant from, int count) {
        List<AssetUpdate> updates = new ArrayList<>();
        Instant latest = from;
        for (int i = 0; i < count; i++) {
            AssetUpdate update = next(latest);
            updates.add(update);
            latest = update.time();
        }
        return updates;
    }
}
