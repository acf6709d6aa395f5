package io.papertrader.master.asset;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The source of the market's values (specification 3.1.6: the assets API is up to the implementation). */
public interface AssetProvider {
    /** Reads what it keeps in the database, before anything else is asked of it by a master that leads. */
    default Uni<Void> begin() {
        return Uni.createFrom().voidItem();
    }

    /** Values of the past, to begin an empty store with; oldest first. */
    List<AssetUpdate> history();

    /** The name of the source, in a few words. */
    String source();

    /**
     * The period that it replays, and its updates that follow those of this time; none where its values are of today.
     */
    Optional<ReplayedPeriod> period(Instant latest);

    /** The speed of a replay; none where its values are of today. */
    default Optional<ReplaySpeed> speed() {
        return Optional.empty();
    }

    /**
     * Lets a replay go on at another speed, and writes the entry of the audit trail with it.
     *
     * @return why it cannot; none where it does
     */
    default Uni<Optional<String>> goAt(ReplaySpeed wanted, Statement entry) {
        return Uni.createFrom()
                .item(Optional.of("Values of today come when they are true; only a replay has a speed."));
    }

    /** The reason why a replay cannot begin anew on a day; none where it can. */
    default Optional<String> faultOfStart(LocalDate first) {
        return Optional.of("Values of today come when they are true; only a replay can begin anew.");
    }

    /** Keeps the day on which a replay begins anew, for {@link #begin}; where it can. */
    default Statement startingOn(LocalDate first) {
        throw new IllegalArgumentException(faultOfStart(first).orElseThrow());
    }

    /** The hours at which an asset is traded. */
    TradingCalendar hours(ListedAsset asset);

    /** The calendars at whose hours its assets are traded. */
    List<TradingCalendar> calendars();

    /** The time zone of an asset's market, in which its days begin. */
    default ZoneId zone(ListedAsset asset) {
        return asset.ofClass().<ZoneId>map(AssetClass::zone).orElse(ZoneOffset.UTC);
    }

    /** The sources that are asked each by itself, so that the trouble of one holds up no other. */
    List<ValueSource> parts();

    /** The state of its providers, where it has some, and what it does not take. */
    default SourceReport report() {
        return SourceReport.of(List.of());
    }
}
