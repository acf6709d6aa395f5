package io.papertrader.master.update;

import io.papertrader.market.Event;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
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
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets a replay begin anew on another day, without a portfolio that jumps: the market closes, orders that wait end,
 * what is held is paid out at the last values, and these are forgotten, as they are of a time that is to come. Each step
 * is a decision of the market in its journal; an ending that is interrupted leaves a market that goes on as before, and
 * can be begun again.
 */
@ApplicationScoped
public class Restart {
    private static final Logger LOG = Logger.getLogger(Restart.class);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String HELD_UP = "The history is being read, as by a backup; the replay goes on as before."
            + " Try again when that is over.";

    private final UpdateCycle cycle;
    private final AssetProvider provider;
    private final HeldAssets held;
    private final AssetBoard board;
    private final Sequencer sequencer;
    private final Audit audit;
    private final InstantSource time;

    Restart(
            UpdateCycle cycle,
            AssetProvider provider,
            HeldAssets held,
            AssetBoard board,
            Sequencer sequencer,
            Audit audit,
            InstantSource time) {
        this.cycle = cycle;
        this.provider = provider;
        this.held = held;
        this.board = board;
        this.sequencer = sequencer;
        this.audit = audit;
        this.time = time;
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
                        .onFailure(Restart::isHeldUp)
                        .recoverWithItem(Optional.of(HELD_UP));
    }

    /** Whoever reads the history for long, such as a backup, is not waited for. */
    private static boolean isHeldUp(Throwable failure) {
        return failure instanceof PgException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSqlState());
    }

    private Uni<Void> end(LocalDate first, By operator) {
        LOG.infof("The replay begins anew on %s", first);
        return sequencer
                .closeMarket("The replay begins anew on %s.".formatted(first))
                .flatMap(closed -> sequencer.mark())
                .flatMap(mark -> sequencer
                        .update(mark, AssetUpdate.empty())
                        .flatMap(brought -> sequencer.cleared())
                        .flatMap(cleared -> held.read())
                        .flatMap(assets -> payOut(assets, mark)))
                .flatMap(paid -> sequencer.forgetValues(List.of(provider.startingOn(first), entry(first, operator))));
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
                    if (event instanceof Event.Refused refused) {
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
