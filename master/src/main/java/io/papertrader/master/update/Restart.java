package io.papertrader.master.update;

import io.papertrader.market.MarketEvent;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.actions.Actions;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.HeldAssets;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.journal.Sequencer.Mark;
import io.papertrader.master.leadership.Statement;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets a replay begin anew on another day, without a portfolio that jumps: the market closes, orders that wait end,
 * what is held is paid out at the last values, and these are forgotten, as they are of a time that is to come. Each
 * step is a decision of the market in its journal; an ending that is interrupted leaves a market that goes on where it
 * was, and can be begun again.
 */
@ApplicationScoped
public class Restart {
    private static final Logger LOG = Logger.getLogger(Restart.class);

    /** Fails at once where somebody reads the history for long, such as a backup; changes nothing. */
    private static final String TRY = "SELECT try_to_forget_values()";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int TRIES = 10;

    private static final String HELD_UP =
            "The history is being read, as by a backup. Try again when that is over; nothing is changed.";

    private static final String READ_ANEW =
            "The market was read anew meanwhile, and does not know whose orders wait: nothing is paid out, and the replay goes"
                    + " on where it was. Try again.";

    private static final String HELD_UP_LATE =
            "Orders have ended and holdings are paid out, but the history is being read, as by a backup: the replay goes on"
                    + " where it was. Try again when that is over.";

    private final UpdateCycle cycle;
    private final AssetProvider provider;
    private final HeldAssets held;
    private final AssetBoard board;
    private final Sequencer sequencer;
    private final Actions actions;
    private final Audit audit;
    private final Pool pool;
    private final InstantSource time;

    Restart(
            UpdateCycle cycle,
            AssetProvider provider,
            HeldAssets held,
            AssetBoard board,
            Sequencer sequencer,
            Actions actions,
            Audit audit,
            Pool pool,
            InstantSource time) {
        this.cycle = cycle;
        this.provider = provider;
        this.held = held;
        this.board = board;
        this.sequencer = sequencer;
        this.actions = actions;
        this.audit = audit;
        this.pool = pool;
        this.time = time;
    }

    /** A replay that did not begin anew; its text is for the operator. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted(String why) {
            super(why);
        }
    }

    /**
     * Begins anew on this day, or the first behind it that is traded.
     *
     * @return why it cannot; none where it has begun
     */
    public Uni<Optional<String>> on(LocalDate first, By operator) {
        Optional<String> fault = provider.faultOfStart(first);
        return fault.isPresent()
                ? Uni.createFrom().item(fault)
                : cycle.beginAnew(() -> end(first, operator))
                        .replaceWith(Optional.<String>empty())
                        .onFailure(Interrupted.class)
                        .recoverWithItem(why -> Optional.ofNullable(why.getMessage()));
    }

    private Uni<Void> end(LocalDate first, By operator) {
        LOG.infof("The replay begins anew on %s", first);
        return pool.query(TRY)
                .execute()
                .onFailure(Restart::isHeldUp)
                .transform(held -> new Interrupted(HELD_UP))
                .flatMap(free -> Audit.send(pool, entry(first, operator)))
                .flatMap(noted -> sequencer.closeMarket("The replay begins anew on %s.".formatted(first)))
                .flatMap(closed -> sequencer.mark())
                .flatMap(mark -> sequencer
                        .update(mark, AssetUpdate.empty())
                        .flatMap(brought -> sequencer.cleared())
                        .flatMap(cleared -> refuseWhereOrdersWait())
                        .flatMap(none -> held.read())
                        .flatMap(assets -> payOut(assets, mark)))
                .flatMap(paid -> forget(first));
    }

    private Uni<Void> refuseWhereOrdersWait() {
        return sequencer
                .waiting()
                .map(known -> known.orElseThrow(() -> new Interrupted(READ_ANEW)))
                .invoke(waiting -> {
                    if (!waiting.isEmpty()) {
                        throw new Interrupted(
                                ("Orders of %s still wait, as what they belong to cannot be read (the log says why): nothing is"
                                                + " paid out, and the replay goes on where it was. Mend them first.")
                                        .formatted(waiting));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> forget(LocalDate first) {
        return Uni.createFrom()
                .deferred(() ->
                        sequencer.forgetValues(List.of(provider.startingOn(first), actions.withdrawingAnnounced())))
                .onFailure(Restart::isHeldUp)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(TRIES)
                .onFailure(Restart::isHeldUp)
                .transform(held -> new Interrupted(HELD_UP_LATE));
    }

    /** Whoever reads the history for long is not waited for. */
    private static boolean isHeldUp(Throwable failure) {
        return failure instanceof PgException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSqlState());
    }

    private Statement entry(LocalDate first, By operator) {
        return audit.appending(AuditEntry.of(Act.MARKET_RESTARTED, operator, new Party.Nobody())
                .saying(first.toString()));
    }

    private Uni<Void> payOut(List<AssetSymbol> assets, Mark mark) {
        return Multi.createFrom()
                .iterable(assets)
                .onItem()
                .transformToUniAndConcatenate(asset -> payOut(asset, mark))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A holding without any value, of an asset that is listed no more, stays as it is. */
    private Uni<Void> payOut(AssetSymbol asset, Mark mark) {
        ActionId id = new ActionId("restart-%d:%s".formatted(mark.update(), asset));
        return sequencer
                .announce(new CorporateAction(id, asset, today(), new Change.Delisting(Optional.empty())))
                .invoke(event -> {
                    if (event instanceof MarketEvent.Refused refused) {
                        LOG.warnf("%s is not paid out: %s", asset, refused.detail());
                    }
                })
                .flatMap(announced -> sequencer.cleared());
    }

    private LocalDate today() {
        Instant latest = board.latestTime().orElseGet(time::instant);
        return LocalDate.ofInstant(latest, ZoneOffset.UTC);
    }
}
