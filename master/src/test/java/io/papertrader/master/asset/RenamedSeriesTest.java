package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.AssetRequest.GetAssetValueYear;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.Request;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.replay.Recorded;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UNH goes on as WMT on 2013-06-05, and as UNH again on 2013-06-12; both have values of their own all the time. */
@QuarkusTest
class RenamedSeriesTest {
    private static final AssetSymbol UNH = new AssetSymbol("UNH");
    private static final AssetSymbol WMT = new AssetSymbol("WMT");
    private static final LocalDate AWAY = LocalDate.of(2013, 6, 5);
    private static final LocalDate BACK = LocalDate.of(2013, 6, 12);

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Sequencer sequencer;

    @Inject
    AssetSeries series;

    @Inject
    Renamings renamings;

    @Inject
    Database database;

    private final Map<LocalDate, Asset> ofUnh = Recorded.days(UNH);
    private final Map<LocalDate, Asset> ofWmt = Recorded.days(WMT);

    @BeforeEach
    void rename() {
        updates.next();
        carryOut(UNH, WMT, AWAY);
        carryOut(WMT, UNH, BACK);
    }

    private void carryOut(AssetSymbol from, AssetSymbol to, LocalDate exDate) {
        MarketEvent event = sequencer
                .announce(new CorporateAction(
                        new ActionId("renamed/" + from + exDate), from, exDate, new Change.Renaming(to)))
                .await()
                .indefinitely();
        assertThat(event).isNotInstanceOf(MarketEvent.Refused.class);
        sequencer.cleared().await().indefinitely();
    }

    private List<Bar> bars(Request request) {
        return ((Series) desk.ask(request)).bars();
    }

    private List<Money> week(AssetSymbol asset, String last) {
        return bars(new GetAssetValueWeek(asset, AsOf.parse(last))).stream()
                .map(Bar::close)
                .toList();
    }

    private static Stream<Money> closes(Map<LocalDate, Asset> recorded, String first, String last) {
        return LocalDate.parse(first)
                .datesUntil(LocalDate.parse(last).plusDays(1))
                .filter(recorded::containsKey)
                .map(date -> recorded.get(date).close());
    }

    @Test
    void weekOverTheNewSymbolGoesOnFromTheOneBefore() {
        assertThat(week(WMT, "2013-06-07"))
                .isEqualTo(Stream.concat(
                                closes(ofUnh, "2013-06-01", "2013-06-04"), closes(ofWmt, "2013-06-05", "2013-06-07"))
                        .toList());
    }

    @Test
    void weekBeforeTheNewSymbolIsThatOfTheOneBefore() {
        assertThat(week(WMT, "2013-06-01"))
                .isEqualTo(closes(ofUnh, "2013-05-26", "2013-06-01").toList());
        assertThat(bars(new GetAssetValueDay(WMT, AsOf.parse("2013-06-04"))))
                .extracting(Bar::close)
                .isEqualTo(closes(ofUnh, "2013-06-04", "2013-06-04").toList());
    }

    @Test
    void symbolThatWasGivenBackTellsOfItsOwnTimeAndOfTheOtherBetween() {
        assertThat(week(UNH, "2013-06-13"))
                .isEqualTo(Stream.concat(
                                closes(ofWmt, "2013-06-07", "2013-06-11"), closes(ofUnh, "2013-06-12", "2013-06-13"))
                        .toList());
        assertThat(week(UNH, "2013-06-06"))
                .isEqualTo(Stream.concat(
                                closes(ofUnh, "2013-05-31", "2013-06-04"), closes(ofWmt, "2013-06-05", "2013-06-06"))
                        .toList());
    }

    @Test
    void monthOfTheNewSymbolIsOneBarOfBoth() {
        Bar june = bars(new GetAssetValueYear(WMT, AsOf.parse("2013-06-07"))).getLast();

        assertThat(june.open()).isEqualTo(ofUnh.get(LocalDate.of(2013, 6, 3)).open());
        assertThat(june.close()).isEqualTo(ofWmt.get(LocalDate.of(2013, 6, 7)).close());
        assertThat(june.high())
                .isEqualTo(Stream.concat(
                                days(ofUnh, LocalDate.of(2013, 6, 1), AWAY),
                                days(ofWmt, AWAY, LocalDate.of(2013, 6, 8)))
                        .map(Asset::high)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static Stream<Asset> days(Map<LocalDate, Asset> recorded, LocalDate first, LocalDate end) {
        return first.datesUntil(end).filter(recorded::containsKey).map(recorded::get);
    }

    @Test
    void tellsOfTheSymbolThatFollows() {
        assertThat(renamings.follower(WMT, LocalDate.EPOCH).await().indefinitely())
                .contains(new Renamings.Follower(UNH, BACK));
        assertThat(renamings.follower(UNH, LocalDate.EPOCH).await().indefinitely())
                .contains(new Renamings.Follower(WMT, AWAY));
        assertThat(renamings.follower(UNH, AWAY).await().indefinitely()).isEmpty();
    }

    @Test
    void tellsWhichAssetsGotAnotherSymbolBehindADate() {
        assertThat(renamings.renamed(AWAY.minusDays(1)).await().indefinitely()).contains(UNH);
        assertThat(renamings.renamed(AWAY).await().indefinitely()).doesNotContain(UNH);
    }

    /** FB became META; two years later another company that had FB since became XYZ. */
    @Test
    void tellsOfTheFirstSymbolThatFollowsADate() throws SQLException {
        AssetSymbol facebook = new AssetSymbol("FB");
        renaming(9_000_001, "META", "2022-06-09");
        renaming(9_000_002, "XYZ", "2024-06-10");
        try {
            assertThat(followerOf(facebook, "2021-01-01"))
                    .contains(new Renamings.Follower(new AssetSymbol("META"), LocalDate.of(2022, 6, 9)));
            assertThat(followerOf(facebook, "2023-01-01"))
                    .contains(new Renamings.Follower(new AssetSymbol("XYZ"), LocalDate.of(2024, 6, 10)));
        } finally {
            database.force("DELETE FROM corporate_action WHERE action_number > 9000000");
        }
    }

    private void renaming(int number, String newSymbol, String exDate) throws SQLException {
        database.force("""
                INSERT INTO corporate_action
                    (action_number, action_id, symbol, ex_date, kind, new_symbol, price, update_number, announced_at)
                VALUES (?, ?, 'FB', ?::date, 'RENAMING', ?, 0, 0, ?::timestamptz)
                """, number, "FB/" + exDate, exDate, newSymbol, exDate);
    }

    private Optional<Renamings.Follower> followerOf(AssetSymbol asset, String behind) {
        return renamings.follower(asset, LocalDate.parse(behind)).await().indefinitely();
    }

    @Test
    void closesGoOnFromTheSymbolBefore() {
        assertThat(series.dailyCloses(WMT, Instant.parse("2013-06-07T20:00:00Z"), 5)
                        .await()
                        .indefinitely())
                .isEqualTo(Stream.concat(
                                closes(ofUnh, "2013-06-03", "2013-06-04"), closes(ofWmt, "2013-06-05", "2013-06-07"))
                        .toList());
    }
}
