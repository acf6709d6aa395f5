package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.master.Database;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days of 1996 of a symbol that became another in June, both of which nothing else uses. */
@QuarkusTest
class BackfillTest {
    private static final AssetSymbol OLD = new AssetSymbol("FILLEDOLD");
    private static final AssetSymbol NEW = new AssetSymbol("FILLEDNEW");
    private static final LocalDate RENAMED = LocalDate.of(1996, 6, 3);

    @Inject
    Backfill backfill;

    @Inject
    Database database;

    @Inject
    Updates updates;

    @Inject
    RefusedRows refused;

    @Inject
    MeterRegistry metrics;

    @Inject
    Heard heard;

    /** The assets whose past became another. */
    @ApplicationScoped
    static class Heard {
        private final List<AssetSymbol> changed = new CopyOnWriteArrayList<>();

        void hear(@Observes PastChanged event) {
            changed.addAll(event.assets());
        }

        List<AssetSymbol> changed() {
            return List.copyOf(changed);
        }

        void forget() {
            changed.clear();
        }
    }

    @BeforeEach
    void rename() throws SQLException {
        updates.next();
        database.force("""
                INSERT INTO corporate_action
                    (action_number, action_id, symbol, ex_date, kind, new_symbol, price, update_number, announced_at)
                VALUES (9100001, 'filled', ?, ?::date, 'RENAMING', ?, 0, 0, ?::timestamptz)
                """, OLD.value(), RENAMED.toString(), NEW.value(), RENAMED.toString());
        heard.forget();
    }

    @AfterEach
    void forget() throws SQLException {
        database.force("DELETE FROM corporate_action WHERE action_number = 9100001");
    }

    @Test
    void chartsOfTheSymbolThatFollowedHearOfDaysThatAreFilled() {
        await(backfill.days(past(day(LocalDate.of(1996, 5, 2)))));

        assertThat(heard.changed()).containsExactly(OLD, NEW);
    }

    @Test
    void chartsOfTheSymbolThatFollowedHearOfTheLastDayOfMany() {
        await(backfill.lastDays(new AssetUpdate(List.of(day(RENAMED.minusDays(1))))));

        assertThat(heard.changed()).containsExactly(OLD, NEW);
    }

    /** Another company may have the old symbol since. */
    @Test
    void nobodyElseHearsOfDaysBehindTheChange() {
        await(backfill.days(past(day(RENAMED))));

        assertThat(heard.changed()).containsExactly(OLD);
    }

    /** A provider that tells of a day otherwise than before. */
    @Test
    void changeOfMindIsNamedAndCountedAndTheFirstValueStays() throws SQLException {
        LocalDate date = LocalDate.of(1996, 5, 3);
        await(backfill.days(past(day(date, "2"))));
        double before = changes();

        await(backfill.days(past(day(date, "5"))));

        assertThat(changes() - before).isEqualTo(1);
        assertThat(refused.latest()).anySatisfy(row -> {
            assertThat(row.symbol()).isEqualTo(OLD);
            assertThat(row.why()).contains("1996-05-03", "2", "5");
        });
        assertThat(database.one(
                        "SELECT close::numeric(9, 1) FROM asset_day WHERE symbol = ? AND day = ?::date",
                        OLD.value(),
                        date.toString()))
                .isEqualTo("2.0");
    }

    private double changes() {
        return metrics.counter("papertrader.bars.refused", "provider", "test").count();
    }

    private static FetchedPast past(Sample bar) {
        return new FetchedPast(OLD, Resolution.DAY, "test", List.of(bar), List.of(), List.of());
    }

    private static Sample day(LocalDate date) {
        return day(date, "2");
    }

    private static Sample day(LocalDate date, String price) {
        Money money = Money.of(price);
        return new Sample(
                new Asset(OLD, money, money, money, money, Quantity.ZERO),
                date.atTime(20, 0).toInstant(ZoneOffset.UTC),
                "test");
    }

    private static void await(Uni<Void> work) {
        work.await().atMost(Duration.ofSeconds(20));
    }
}
