package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.Bar;
import io.papertrader.master.Database;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A year of three updates a day of an asset that nothing else uses; it lies before all that is recorded. */
@QuarkusTest
class ThinningTest {
    private static final AssetSymbol OWN = new AssetSymbol("THIN");
    private static final Instant FIRST = Instant.parse("1990-01-01T10:00:00Z");
    private static final int DAYS = 365;

    @Inject
    Thinning thinning;

    @Inject
    AssetRepository assets;

    @Inject
    Leadership leadership;

    @Inject
    Database database;

    @Test
    void keepsTheLastUpdateOfEachOldDayAndAllBarsAsTheyWere() throws Exception {
        for (int day = 0; day < DAYS; day++) {
            store(day);
        }
        List<Bar> daily = bars("day");
        List<Bar> monthly = bars("month");
        assertThat(count()).isEqualTo(3 * DAYS);

        thinning.thin().await().indefinitely();

        assertThat(count()).isEqualTo(DAYS);
        assertThat(bars("day")).isEqualTo(daily).hasSize(DAYS);
        assertThat(bars("month")).isEqualTo(monthly).hasSize(12);
        thinning.thin().await().indefinitely();
        assertThat(count()).isEqualTo(DAYS);
    }

    /** The day so far at three of its moments: up by one, down by two, and back. */
    private void store(int day) {
        Instant morning = FIRST.plus(Duration.ofDays(day));
        long open = 100L + day;
        List.of(
                        sample(morning, open, open, open, open, 1),
                        sample(morning.plusSeconds(60), open, open + 1, open - 1, open - 1, 2),
                        sample(morning.plusSeconds(120), open, open + 1, open - 1, open, 3))
                .forEach(sample -> leadership
                        .write(List.of(assets.storing(new AssetUpdate(List.of(sample)), Optional.empty())))
                        .await()
                        .indefinitely());
    }

    private static Sample sample(Instant time, long open, long high, long low, long close, long volume) {
        Asset asset =
                new Asset(OWN, money(open), money(high), money(low), money(close), Quantity.of(Long.toString(volume)));
        return new Sample(asset, time, "test");
    }

    private static Money money(long whole) {
        return Money.of(Long.toString(whole));
    }

    private List<Bar> bars(String unit) {
        return assets.bars(OWN, Window.ALL_TIME, 1_000, unit).await().indefinitely();
    }

    private int count() throws Exception {
        return Integer.parseInt(database.one("SELECT count(*) FROM asset_value WHERE symbol = 'THIN'"));
    }
}
