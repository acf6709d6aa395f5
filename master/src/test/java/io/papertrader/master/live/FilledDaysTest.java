package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.message.Asset;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.master.Database;
import io.papertrader.master.asset.AskedDatesRepository;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.PastRepository;
import io.papertrader.master.asset.RefusedRow;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Renamings;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days of 1996 of a symbol that became another in June, both of which nothing else uses. */
@QuarkusTest
class FilledDaysTest {
    private static final AssetSymbol OLD = new AssetSymbol("FILLEDOLD");
    private static final AssetSymbol NEW = new AssetSymbol("FILLEDNEW");
    private static final LocalDate RENAMED = LocalDate.of(1996, 6, 3);

    @Inject
    AskedDatesRepository asked;

    @Inject
    PastRepository past;

    @Inject
    AssetRepository assets;

    @Inject
    Renamings renamings;

    @Inject
    Leadership leadership;

    @Inject
    Database database;

    @Inject
    Updates updates;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RefusedRows refused = new RefusedRows(metrics, () -> Instant.EPOCH);
    private final List<AssetSymbol> told = new ArrayList<>();
    private FilledDays filled;
    private String monthsBefore = "";

    @BeforeEach
    void rename() throws SQLException {
        updates.next();
        monthsBefore = database.one("SELECT before::text FROM rolled_month");
        database.force("""
                INSERT INTO corporate_action
                    (action_number, action_id, symbol, ex_date, kind, new_symbol, price, update_number, announced_at)
                VALUES (9100001, 'filled', ?, ?::date, 'RENAMING', ?, 0, 0, ?::timestamptz)
                """, OLD.value(), RENAMED.toString(), NEW.value(), RENAMED.toString());
        filled = new FilledDays(
                asked,
                past,
                assets,
                leadership,
                new ChangesOfMind(past, new BarJudge(refused)),
                renamings,
                told::addAll,
                () -> Instant.EPOCH);
    }

    @AfterEach
    void forget() throws SQLException {
        database.force("DELETE FROM corporate_action WHERE action_number = 9100001");
        for (String table : List.of("asset_day", "asset_month", "past_asked", "past_split")) {
            database.force("DELETE FROM %s WHERE symbol = ?".formatted(table), OLD.value());
        }
        // Days that came make months open again, which the tests behind this one have rolled up.
        database.force("UPDATE rolled_month SET before = greatest(before, ?::date)", monthsBefore);
    }

    @Test
    void chartsOfTheSymbolThatFollowedHearOfDaysThatAreFilled() {
        await(filled.days(past(day(LocalDate.of(1996, 5, 2)))));

        assertThat(told).containsExactly(OLD, NEW);
    }

    @Test
    void chartsOfTheSymbolThatFollowedHearOfTheLastDayOfMany() {
        await(filled.lastDays(new AssetUpdate(List.of(day(RENAMED.minusDays(1))))));

        assertThat(told).containsExactly(OLD, NEW);
    }

    /** Another company may have the old symbol since. */
    @Test
    void nobodyElseHearsOfDaysBehindTheChange() {
        await(filled.days(past(day(RENAMED))));

        assertThat(told).containsExactly(OLD);
    }

    /** A provider that tells of a day otherwise than before. */
    @Test
    void changeOfMindIsNamedAndCountedAndTheFirstValueStays() throws SQLException {
        LocalDate date = LocalDate.of(1996, 5, 3);
        await(filled.days(past(day(date, "2"))));

        await(filled.days(past(day(date, "5"))));

        assertThat(metrics.counter("papertrader.bars.refused", "provider", "test")
                        .count())
                .isEqualTo(1);
        assertThat(refused.latest()).singleElement().satisfies(row -> {
            assertThat(row.symbol()).isEqualTo(OLD);
            assertThat(row.why()).contains("1996-05-03", "2", "5");
        });
        assertThat(database.one(
                        "SELECT close::numeric(9, 1) FROM asset_day WHERE symbol = ? AND day = ?::date",
                        OLD.value(),
                        date.toString()))
                .isEqualTo("2.0");
    }

    /** It is looked at again, long behind the night on which it was fetched. */
    @Test
    void changesOfMindAboutDaysAndSplitsAreNamedAndNothingIsStored() throws SQLException {
        LocalDate date = LocalDate.of(1996, 5, 6);
        Split split = new Split(date, new ShareRatio(4, 1));
        await(filled.days(past(List.of(day(date, "2")), List.of(split))));

        await(filled.compare(past(
                List.of(day(date, "5"), day(date.plusDays(1), "5")),
                List.of(new Split(date, new ShareRatio(5, 1)), new Split(date.plusDays(1), new ShareRatio(2, 1))))));

        assertThat(refused.latest())
                .extracting(RefusedRow::why)
                .containsExactly(
                        "it tells of other prices on 1996-05-06 than before, with a close of 5 after 2",
                        "it tells of a split on 1996-05-06 of 5 for 1 after 4 for 1");
        assertThat(metrics.counter("papertrader.actions.refused", "provider", "test")
                        .count())
                .isEqualTo(1);
        assertThat(database.column(
                        "SELECT day || ' ' || close::numeric(9, 1) FROM asset_day WHERE symbol = ?", OLD.value()))
                .containsExactly("1996-05-06 2.0");
        assertThat(database.column("SELECT ex_date || ' ' || new_shares FROM past_split WHERE symbol = ?", OLD.value()))
                .containsExactly("1996-05-06 4");
        assertThat(filled.firstTold(OLD).await().atMost(Duration.ofSeconds(20))).contains(date);
    }

    private static FetchedPast past(List<Sample> bars, List<Split> splits) {
        return new FetchedPast(OLD, Resolution.DAY, "test", bars, splits, List.of());
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
