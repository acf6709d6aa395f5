package io.papertrader.master.actions;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Steps;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.leadership.Statement;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings corporate actions to the market before the first values of their day. A split or a dividend comes with its
 * asset's first value on or after the ex-date, so that shares and value change together; another symbol or a delisting
 * with the first of any.
 */
@Singleton
public class Actions {
    private static final Logger LOG = Logger.getLogger(Actions.class);

    private final List<ActionSource> sources;
    private final AnnouncedActions announced;
    private final ActionDays days;
    private final Sequencer sequencer;
    private final jakarta.enterprise.event.Event<LinkEvent> pushes;
    private final MeterRegistry metrics;

    Actions(
            @All List<ActionSource> sources,
            AnnouncedActions announced,
            ActionDays days,
            Sequencer sequencer,
            jakarta.enterprise.event.Event<LinkEvent> pushes,
            MeterRegistry metrics) {
        this.sources = sources;
        this.announced = announced;
        this.days = days;
        this.sequencer = sequencer;
        this.pushes = pushes;
        this.metrics = metrics;
    }

    /** Reads what operators have announced. */
    public Uni<Void> begin() {
        return announced.read();
    }

    /** Takes back what operators have announced and waits, as a replay begins anew. */
    public Statement withdrawingAnnounced() {
        return announced.withdrawingAll();
    }

    /** Carries out what has to be before these values are brought; one after another, each to its end. */
    public Uni<Void> before(AssetUpdate update) {
        List<CorporateAction> known =
                sources.stream().flatMap(source -> source.actions().stream()).toList();
        if (known.isEmpty() && announced.waiting().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Days come = new Days(update);
        return Steps.each(due(known, come), this::carryOut).flatMap(done -> carryOutAnnounced(come));
    }

    /** Done when it is known which actions there are on the day of these values; nobody else waits meanwhile. */
    public Uni<Void> ready(AssetUpdate update) {
        return Steps.each(sources, source -> source.ready(update));
    }

    /** The first source is believed where two tell of the same: an id is carried out once. */
    private List<CorporateAction> due(List<CorporateAction> known, Days come) {
        return known.stream()
                .filter(action -> isBetween(action.exDate(), days.latest(action), come.of(action)))
                .toList();
    }

    /** An operator's whose days have come, each as it waits when its turn comes: a renaming changes those behind it. */
    private Uni<Void> carryOutAnnounced(Days come) {
        return announced.waiting().stream()
                .filter(action -> come.of(action)
                        .filter(day -> !action.exDate().isAfter(day))
                        .isPresent())
                .findFirst()
                .map(next -> carryOutAnnounced(next).flatMap(done -> carryOutAnnounced(come)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** The days of an update's values. */
    private final class Days {
        private final Map<AssetSymbol, Instant> times;

        Days(AssetUpdate update) {
            this.times = update.samples().stream()
                    .collect(Collectors.toMap(sample -> sample.asset().symbol(), Sample::time, Actions::later));
        }

        /** The day that an action waits for, as far as it has come; none where there is no value that it waits for. */
        Optional<LocalDate> of(CorporateAction action) {
            Optional<Instant> time = ActionDays.isWithItsAsset(action)
                    ? Optional.ofNullable(times.get(action.symbol()))
                    : times.values().stream().max(Comparator.naturalOrder());
            return time.map(at -> days.date(action.symbol(), at));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * Behind the last day that there was a value of, up to this one; before the very first value nobody held anything.
     */
    private static boolean isBetween(LocalDate exDate, Optional<LocalDate> before, Optional<LocalDate> now) {
        return before.filter(exDate::isAfter).isPresent()
                && now.filter(day -> !exDate.isAfter(day)).isPresent();
    }

    private Uni<Void> carryOut(CorporateAction action) {
        return announce(action).flatMap(begun -> finish(action));
    }

    private Uni<Void> finish(CorporateAction action) {
        return sequencer
                .cleared()
                .flatMap(cleared -> action.change() instanceof Change.Renaming
                        ? announced.follow()
                        : Uni.createFrom().voidItem());
    }

    private Uni<MarketEvent> announce(CorporateAction action) {
        return sequencer.announce(action).invoke(event -> heard(action, event));
    }

    private Uni<Void> carryOutAnnounced(CorporateAction action) {
        return announced.take(action)
                ? announced
                        .obstacle(action)
                        .map(reason -> refuse(action, reason))
                        .orElseGet(() -> announceTaken(action))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> refuse(CorporateAction action, String reason) {
        count("refused");
        LOG.errorf("Corporate action %s is not carried out: %s", action.id(), reason);
        return announced.refused(action.id(), reason).onFailure().invoke(failure -> announced.waitFor(action));
    }

    private Uni<Void> announceTaken(CorporateAction action) {
        return announce(action)
                .onFailure()
                .invoke(failure -> announced.waitFor(action))
                .flatMap(event -> event instanceof MarketEvent.Refused refused
                        ? announced.refused(action.id(), sentence(refused))
                        : finish(action));
    }

    private static String sentence(MarketEvent.Refused refused) {
        return (refused.reason().text() + " " + refused.detail()).strip();
    }

    private void heard(CorporateAction action, MarketEvent event) {
        switch (event) {
            case MarketEvent.ActionAnnounced announced -> {
                count("announced");
                LOG.infof("Corporate action %s: %s of %s", action.id(), action.change(), action.symbol());
                tellOfPast(action);
            }
            case MarketEvent.DoneBefore done -> count("done before");
            case MarketEvent.Refused refused -> {
                count("refused");
                LOG.errorf("Corporate action %s is not carried out: %s", action.id(), sentence(refused));
            }
            default -> throw new IllegalStateException("The market said " + event + " to a corporate action");
        }
    }

    /** The past of the symbol that follows is that of the one before. */
    private void tellOfPast(CorporateAction action) {
        if (action.change() instanceof Change.Renaming(AssetSymbol to)) {
            pushes.fire(new PastChanged(List.of(to)));
        }
    }

    private void count(String outcome) {
        metrics.counter("papertrader.actions", "outcome", outcome).increment();
    }
}
