package io.papertrader.master.journal;

import io.papertrader.market.Command.TakeMissedParts;
import io.papertrader.market.MarketEvent;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Brings portfolios the parts in corporate actions that they missed, if they can be read by now, where their owners do
 * not come: all of them behind each clearing, a page behind the other, so that few are in memory for it.
 */
final class MissedParts {
    private static final Logger LOG = Logger.getLogger(MissedParts.class);

    private final ActionReader actions;
    private final Lookups.Listener listener;
    private boolean isUnderWay;

    MissedParts(ActionReader actions, Lookups.Listener listener) {
        this.actions = actions;
        this.listener = listener;
    }

    /** Begins with the first, when it is not at others of them; the next clearing asks again. */
    void bring() {
        if (!isUnderWay) {
            isUnderWay = true;
            bringBehind(0);
        }
    }

    private void bringBehind(long last) {
        actions.outstanding(last)
                .subscribe()
                .with(
                        page -> listener.onTurn(() -> bring(page)),
                        failure -> listener.onTurn(() -> {
                            LOG.warnf("Missed parts cannot be read; the next clearing asks again: %s", failure);
                            end();
                        }));
    }

    private void bring(List<PortfolioId> page) {
        if (page.isEmpty()) {
            end();
            return;
        }
        List<Step> steps = new ArrayList<>();
        Uni.join()
                .all(page.stream().map(portfolio -> taken(portfolio, steps)).toList())
                .andCollectFailures()
                .subscribe()
                .with(done -> listener.onTurn(() -> bringBehind(page.getLast().value())));
        listener.goOn(steps);
    }

    /** Ends when they are durable; one that cannot be read is tried again behind the next clearing. */
    private static Uni<List<MarketEvent>> taken(PortfolioId portfolio, List<Step> steps) {
        return Uni.createFrom()
                .<List<MarketEvent>>emitter(answer ->
                        steps.add(new Step(at -> new TakeMissedParts(portfolio, at), new Beside.Nothing(), answer)))
                .onFailure()
                .recoverWithItem(List.of());
    }

    private void end() {
        isUnderWay = false;
    }
}
