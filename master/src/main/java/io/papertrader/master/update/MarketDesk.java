package io.papertrader.master.update;

import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketReply.MarketStatus.Period;
import io.papertrader.codec.message.MarketReply.TradingHours;
import io.papertrader.codec.message.MarketReply.TradingHours.Hours;
import io.papertrader.codec.message.MarketState;
import io.papertrader.market.Trading;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.MasterConfig;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.asset.ReplayedPeriod;
import io.papertrader.master.asset.SourceReport;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The market as a whole: what is told of it, and what an operator does with its clock. */
@ApplicationScoped
public class MarketDesk {
    private final Sequencer sequencer;
    private final UpdateCycle cycle;
    private final AssetBoard board;
    private final AssetProvider provider;
    private final Audit audit;
    private final Pool pool;
    private final Duration updateInterval;
    private final InstantSource time;

    MarketDesk(
            Sequencer sequencer,
            UpdateCycle cycle,
            AssetBoard board,
            AssetProvider provider,
            Audit audit,
            Pool pool,
            MasterConfig config,
            InstantSource time) {
        this.sequencer = sequencer;
        this.cycle = cycle;
        this.board = board;
        this.provider = provider;
        this.audit = audit;
        this.pool = pool;
        this.updateInterval = config.updateInterval();
        this.time = time;
    }

    /** The market now. */
    public Uni<MarketStatus> status() {
        return sequencer.mark().map(mark -> status(mark.trading()));
    }

    /** The state of the sources of its values. */
    public SourceReport sources() {
        return provider.report();
    }

    /**
     * Halts the market's clock: no values come, no value grows old, orders wait. A market that has closed stays closed.
     */
    public Uni<MarketStatus> halt(By operator) {
        return sequencer.haltMarket(entry(Act.MARKET_HALTED, operator)).flatMap(halted -> status());
    }

    /** Lets the market's clock go on. */
    public Uni<MarketStatus> goOn(By operator) {
        return sequencer.openMarket(entry(Act.MARKET_OPENED, operator)).flatMap(open -> status());
    }

    /** One update, also while the market is halted; orders settle at it. */
    public Uni<MarketStatus> step(By operator) {
        return Audit.send(pool, entry(Act.MARKET_STEPPED, operator))
                .flatMap(noted -> cycle.update())
                .flatMap(updated -> status());
    }

    /** The speed of a replay; none where values are of today. */
    public Optional<ReplaySpeed> speed() {
        return provider.speed();
    }

    /** Lets a replay go on at another speed, from its next update on; tells why where it cannot. */
    public Uni<Optional<String>> goAt(ReplaySpeed wanted, By operator) {
        AuditEntry entry = AuditEntry.of(Act.MARKET_SPEED_SET, operator, new Party.Nobody());
        return provider.goAt(wanted, audit.appending(entry.saying(wanted.word())));
    }

    /** The hours of its assets, at the latest value of a replay or at this moment. */
    public TradingHours hours() {
        return hours(provider.calendars());
    }

    /** The hours of one asset. */
    public TradingHours hours(ListedAsset asset) {
        return hours(List.of(provider.hours(asset)));
    }

    private TradingHours hours(List<TradingCalendar> calendars) {
        Optional<Instant> latest = board.latestTime();
        boolean isReplay = provider.speed().isPresent();
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = isReplay ? latest.orElse(now) : now;
        return new TradingHours(
                at, calendars.stream().map(calendar -> hours(calendar, at)).toList());
    }

    private static Hours hours(TradingCalendar calendar, Instant at) {
        if (calendar instanceof AlwaysOpen) {
            return new Hours(calendar.name(), true, Optional.empty(), Optional.empty());
        }
        Optional<TradingDay> today = calendar.dayOf(at).filter(day -> at.isBefore(day.closes()));
        TradingDay next = calendar.nextAfter(at);
        return new Hours(
                calendar.name(),
                today.isPresent(),
                Optional.of(next.opens()),
                Optional.of(today.orElse(next).closes()));
    }

    private Statement entry(Act act, By operator) {
        return audit.appending(AuditEntry.of(act, operator, new Party.Nobody()));
    }

    private MarketStatus status(Trading trading) {
        Optional<Instant> time = board.latestTime();
        return new MarketStatus(
                state(trading),
                trading.since(),
                trading instanceof Trading.Closed closed ? closed.reason() : "",
                provider.source(),
                time,
                provider.period(time.orElse(Instant.EPOCH)).map(this::period));
    }

    private Period period(ReplayedPeriod replayed) {
        return new Period(
                replayed.first(),
                replayed.last(),
                updateInterval.multipliedBy(replayed.updatesLeft()).toMillis());
    }

    private static MarketState state(Trading trading) {
        return switch (trading) {
            case Trading.Open open -> MarketState.OPEN;
            case Trading.Halted halted -> MarketState.HALTED;
            case Trading.Closed closed -> MarketState.CLOSED;
        };
    }
}
