package io.papertrader.master.actions;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.CorporateAction;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All corporate actions that there is something to tell of, each with its source. */
@Singleton
public class ActionList {
    /** A file may have thousands: the next ones are told of. */
    private static final int MOST_COMING = 200;

    private static final Comparator<KnownAction> LATEST_FIRST = Comparator.comparing(
                    (KnownAction known) -> known.action().exDate())
            .reversed()
            .thenComparing(known -> known.action().id().value());

    private final List<ActionSource> sources;
    private final AnnouncedRepository repository;
    private final ActionDays days;

    ActionList(@All List<ActionSource> sources, AnnouncedRepository repository, ActionDays days) {
        this.sources = sources;
        this.repository = repository;
        this.days = days;
    }

    /** Those that wait, were refused, or were carried out of late, and the next that sources tell of. */
    public Uni<List<KnownAction>> all() {
        return repository.list().map(this::withSources);
    }

    private List<KnownAction> withSources(List<KnownAction> rows) {
        Map<ActionId, KnownAction> told = told();
        List<KnownAction> known = rows.stream()
                .map(row ->
                        row.source().isEmpty() && told.containsKey(row.action().id())
                                ? row.of(told.get(row.action().id()).source())
                                : row)
                .toList();
        known.forEach(row -> told.remove(row.action().id()));
        return Stream.concat(
                        known.stream(),
                        told.values().stream().filter(this::isComing).limit(MOST_COMING))
                .sorted(LATEST_FIRST)
                .toList();
    }

    /** Actions by their ex-dates; the first source is believed where two tell of the same. */
    private Map<ActionId, KnownAction> told() {
        Map<ActionId, KnownAction> told = new LinkedHashMap<>();
        sources.stream()
                .flatMap(source -> source.actions().stream().map(action -> KnownAction.coming(action, source.name())))
                .sorted(Comparator.comparing(known -> known.action().exDate()))
                .forEach(known -> told.putIfAbsent(known.action().id(), known));
        return told;
    }

    private boolean isComing(KnownAction known) {
        CorporateAction action = known.action();
        return days.latest(action).filter(day -> !action.exDate().isAfter(day)).isEmpty();
    }
}
