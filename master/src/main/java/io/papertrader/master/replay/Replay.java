package io.papertrader.master.replay;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Calendars;
import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.asset.ReplayedPeriod;
import io.papertrader.master.asset.Retrieved;
import io.papertrader.master.asset.SourceReport;
import io.papertrader.master.asset.ValueSource;
import io.papertrader.master.leadership.Statement;
import io.papertrader.node.StartRefusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Replays recorded real values at the times at which they were true, and ends with the last of them. Its place is the
 * time of the latest stored value, and beside the speed that the operator chose there is nothing else to keep.
 */
@ApplicationScoped
@Typed(Replay.class)
public class Replay implements AssetProvider, ValueSource {
    private static final String NO_MINUTES =
            "no minutes are recorded: put some into the folder of recorded values (PAPERTRADER_REPLAY_FOLDER), or go by"
                    + " point or day.";

    private final Recordings recordings;
    private final ChosenSpeed chosen;
    private final ReplayStart start;
    private final ReplaySpeed usual;
    private final RefusedRows refused;
    private volatile Timeline timeline;

    Replay(
            ListOfAssets list,
            ReplayConfig config,
            Calendars calendars,
            ChosenSpeed chosen,
            ReplayStart start,
            RefusedRows refused) {
        this.recordings = new Recordings(list, config, calendars, refused);
        this.refused = refused;
        this.timeline = new Timeline(recordings.tracks(config.folder()), config);
        this.chosen = chosen;
        this.start = start;
        this.usual = config.speed().orElse(timeline.hasMinutes() ? ReplaySpeed.MINUTE : ReplaySpeed.POINT);
        if (usual == ReplaySpeed.MINUTE && !timeline.hasMinutes()) {
            throw StartRefusal.because("PAPERTRADER_REPLAY_SPEED is minute, and " + NO_MINUTES);
        }
    }

    /** The recorded values of all assets that have any. */
    static Timeline timeline(ListOfAssets list, ReplayConfig config, Calendars calendars, RefusedRows refused) {
        return new Timeline(new Recordings(list, config, calendars, refused).tracks(config.folder()), config);
    }

    @Override
    public Uni<Void> begin() {
        return chosen.read().flatMap(read -> start.read()).invoke(this::beginWhereChosen);
    }

    /** A day that is not recorded was chosen of other recordings. */
    private void beginWhereChosen() {
        start.first()
                .filter(first -> timeline.faultOfStart(first).isEmpty())
                .ifPresent(first -> timeline = timeline.startingOn(first));
    }

    @Override
    public Optional<String> faultOfStart(LocalDate first) {
        return timeline.faultOfStart(first);
    }

    @Override
    public Statement startingOn(LocalDate first) {
        return start.choosing(first);
    }

    @Override
    public String source() {
        return "replay of recorded values";
    }

    @Override
    public TradingCalendar hours(ListedAsset asset) {
        return recordings.hours(asset);
    }

    @Override
    public List<TradingCalendar> calendars() {
        return timeline.calendars();
    }

    /** Its recorded days begin where its calendar's do. */
    @Override
    public ZoneId zone(ListedAsset asset) {
        return hours(asset).zone();
    }

    @Override
    public Optional<ReplayedPeriod> period(Instant latest) {
        return Optional.of(timeline.period(latest, pace()));
    }

    @Override
    public Optional<ReplaySpeed> speed() {
        return Optional.of(pace());
    }

    private ReplaySpeed pace() {
        return chosen.get().orElse(usual);
    }

    @Override
    public Uni<Optional<String>> goAt(ReplaySpeed wanted, Statement entry) {
        return wanted == ReplaySpeed.MINUTE && !timeline.hasMinutes()
                ? Uni.createFrom().item(Optional.of(NO_MINUTES))
                : chosen.set(wanted, entry).replaceWith(Optional.empty());
    }

    @Override
    public List<AssetUpdate> history() {
        return timeline.history();
    }

    @Override
    public List<ValueSource> parts() {
        return List.of(this);
    }

    @Override
    public Uni<Retrieved> retrieve(Known known) {
        Uni<Retrieved> following = Uni.createFrom().item(() -> following(known.latest()));
        // The minutes of a day are read when it comes, and a file may be long.
        return timeline.hasMinutes() ? following.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) : following;
    }

    private Retrieved following(Instant latest) {
        return timeline.after(latest, pace())
                .<Retrieved>map(Retrieved.Values::new)
                .orElseGet(this::over);
    }

    @Override
    public SourceReport report() {
        return SourceReport.of(refused.latest());
    }

    private Retrieved over() {
        return new Retrieved.Over(
                ("The replay ended on %s; there are no later values. The operator can let it begin anew: papertrader"
                                + " admin market restart --from %s.")
                        .formatted(timeline.last(), timeline.first()));
    }
}
