package io.papertrader.master.actions;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.market.Event;
import io.papertrader.market.Listing;
import io.papertrader.market.Rules;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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
    private final AssetBoard board;
    private final Rules rules;
    private final Sequencer sequencer;
    private final MeterRegistry metrics;

    Actions(
            @All List<ActionSource> sources,
            AssetBoard board,
            Rules rules,
            Sequencer sequencer,
            MeterRegistry metrics) {
        this.sources = sources;
        this.board = board;
        this.rules = rules;
        this.sequencer = sequencer;
        this.metrics = metrics;
    }

    /** Carries out what has to be before these values are brought; one after another, each to its end. */
    public Uni<Void> before(AssetUpdate update) {
        return inTurn(sources, ActionSource::ready).flatMap(ready -> inTurn(due(update), this::carryOut));
    }

    private static <T> Uni<Void> inTurn(List<T> all, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Where two sources tell of the same, the first is believed: an id is carried out once. */
    private List<CorporateAction> due(AssetUpdate update) {
        List<CorporateAction> all =
                sources.stream().flatMap(source -> source.actions().stream()).toList();
        if (all.isEmpty() || update.samples().isEmpty()) {
            return List.of();
        }
        Map<AssetSymbol, Instant> times = update.samples().stream()
                .collect(Collectors.toMap(sample -> sample.asset().symbol(), Sample::time, Actions::later));
        Optional<Instant> latest = times.values().stream().max(Comparator.naturalOrder());
        return all.stream()
                .filter(action -> isDue(action, Optional.ofNullable(times.get(action.symbol())), latest))
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean isDue(CorporateAction action, Optional<Instant> ofAsset, Optional<Instant> ofAny) {
        // A source knows listed assets alone.
        Listing listing = Objects.requireNonNull(rules.listed().get(action.symbol()));
        Function<Instant, LocalDate> date = listing.hours()::date;
        return switch (action.change()) {
            case Change.Split _, Change.Dividend _ ->
                isBetween(
                        action.exDate(),
                        board.find(action.symbol()).map(CurrentValue::time).map(date),
                        ofAsset.map(date));
            case Change.Renaming _, Change.Delisting _ ->
                isBetween(action.exDate(), board.latestTime().map(date), ofAny.map(date));
        };
    }

    /**
     * Behind the last day that there was a value of, up to this one; before the very first value nobody held anything.
     */
    private static boolean isBetween(LocalDate exDate, Optional<LocalDate> before, Optional<LocalDate> now) {
        return before.filter(exDate::isAfter).isPresent()
                && now.filter(day -> !exDate.isAfter(day)).isPresent();
    }

    private Uni<Void> carryOut(CorporateAction action) {
        return sequencer.announce(action).invoke(event -> heard(action, event)).flatMap(begun -> sequencer.cleared());
    }

    private void heard(CorporateAction action, Event event) {
        switch (event) {
            case Event.ActionAnnounced announced -> {
                count("announced");
                LOG.infof("Corporate action %s: %s of %s", action.id(), action.change(), action.symbol());
            }
            case Event.DoneBefore done -> count("done before");
            case Event.Refused refused -> {
                count("refused");
                LOG.errorf(
                        "Corporate action %s is not carried out: %s %s",
                        action.id(), refused.reason().text(), refused.detail());
            }
            default -> throw new IllegalStateException("The market said " + event + " to a corporate action");
        }
    }

    private void count(String outcome) {
        metrics.counter("papertrader.actions", "outcome", outcome).increment();
    }
}
