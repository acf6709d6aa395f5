package io.papertrader.master.live;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.actions.ActionBook;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Steps;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Corporate actions that providers have announced. For any thread. */
final class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final int DAYS_AHEAD = 2;

    /** A share that has had no value for longer than this has not been traded, and its actions are the operator's. */
    private static final int DAYS_KEPT = 90;

    /** An answer that is wrong all over is named by so many of its rows. */
    private static final int NAMED = 3;

    private final Function<AssetClass, TradingCalendar> hours;
    private final RefusedRows refused;
    private final InstantSource time;
    private final Map<String, Inquiry> inquiries = new ConcurrentHashMap<>();
    private final Map<String, Uni<Void>> underWay = new ConcurrentHashMap<>();

    /** The rows of each provider's last answer that are no actions: told again, they are no news. */
    private final Map<String, Set<Reading.Nonsense>> nonsense = new ConcurrentHashMap<>();

    private volatile ActionBook known = new ActionBook(List.of());

    Announcements(Function<AssetClass, TradingCalendar> hours, RefusedRows refused, InstantSource time) {
        this.hours = hours;
        this.refused = refused;
        this.time = time;
    }

    /** All that are known and not long past. */
    ActionBook known() {
        return known;
    }

    /** The providers of a class that have told of nothing since that day began, not even that there is nothing. */
    List<String> silent(LiveClass each, LocalDate day) {
        return each.providers().stream()
                .filter(provider -> !inquiry(provider).isAnsweredOn(day))
                .map(LiveProvider::name)
                .toList();
    }

    private Inquiry inquiry(LiveProvider provider) {
        return inquiries.computeIfAbsent(provider.name(), name -> new Inquiry());
    }

    /** Asks the providers of a class whose time it is, one after another; one that fails is asked again soon. */
    Uni<Void> look(LiveClass each) {
        return look(each, inquiry -> inquiry.begins(time.instant()));
    }

    /** Asks all providers of a class; done when each has answered or failed, whoever asked it. */
    Uni<Void> lookAnew(LiveClass each) {
        return look(each, Inquiry::beginsAnew);
    }

    private Uni<Void> look(LiveClass each, Predicate<Inquiry> begins) {
        return Steps.each(each.providers(), provider -> answer(each, provider, begins));
    }

    /** The answer to a question that begins now, or to the one that is under way; done at once where there is none. */
    private synchronized Uni<Void> answer(LiveClass each, LiveProvider provider, Predicate<Inquiry> begins) {
        if (hasRoom(provider) && begins.test(inquiry(provider))) {
            underWay.put(provider.name(), ask(each, provider).memoize().indefinitely());
        }
        return underWay.getOrDefault(provider.name(), Uni.createFrom().voidItem());
    }

    /** Days of the past leave more room than this, and values of now have the rest. */
    private static boolean hasRoom(LiveProvider provider) {
        return provider.web().usesLessThan(3, 4);
    }

    private Uni<Void> ask(LiveClass each, LiveProvider provider) {
        LocalDate today = hours.apply(each.ofClass()).date(time.instant());
        LocalDate from = inquiry(provider).from(today);
        return Uni.createFrom()
                .deferred(() -> each.names(provider))
                .flatMap(names -> provider.actions(names, from, today.plusDays(DAYS_AHEAD)))
                .invoke(told -> answered(provider, from, today, told))
                .onFailure()
                .invoke(failure -> failed(provider, failure))
                .onFailure()
                .recoverWithItem(ToldActions.none())
                .replaceWithVoid();
    }

    private void answered(LiveProvider provider, LocalDate from, LocalDate today, ToldActions told) {
        refuse(
                provider.name(),
                Stream.concat(told.nonsense().stream(), otherwise(told.actions()))
                        .toList());
        keep(told.actions(), today);
        if (!inquiry(provider).isAnswered()) {
            LOG.infof(
                    "%s has told of corporate actions since %s: %d",
                    provider.name(), from, told.actions().size());
        }
        inquiry(provider).answered(today, time.instant());
    }

    /** An action of which another word is known; that one stays. */
    private Stream<Reading.Nonsense> otherwise(List<CorporateAction> told) {
        ActionBook before = known;
        return told.stream()
                .flatMap(action -> before.of(action.symbol()).stream()
                        .filter(other -> other.id().equals(action.id()))
                        .flatMap(other -> ProviderActions.otherwise(other, action).stream()));
    }

    private void refuse(String provider, List<Reading.Nonsense> told) {
        Set<Reading.Nonsense> before =
                Optional.ofNullable(nonsense.put(provider, Set.copyOf(told))).orElse(Set.of());
        List<Reading.Nonsense> news =
                told.stream().filter(none -> !before.contains(none)).toList();
        news.forEach(none -> refused.addAction(none.symbol(), provider, none.reason()));
        if (!news.isEmpty()) {
            LOG.warnf(
                    "%d corporate actions by %s are not taken: %s",
                    news.size(),
                    provider,
                    news.stream()
                            .limit(NAMED)
                            .map(none -> none.symbol() + ", " + none.reason())
                            .collect(Collectors.joining("; ")));
        }
    }

    private void failed(LiveProvider provider, Throwable failure) {
        LOG.warnf("Corporate actions cannot be asked of %s: %s", provider.name(), failure.getMessage());
        inquiry(provider).failed(time.instant());
    }

    /** The first provider that tells of an action since the start is believed about it. */
    private synchronized void keep(List<CorporateAction> told, LocalDate today) {
        LocalDate first = today.minusDays(DAYS_KEPT);
        Map<ActionId, CorporateAction> all = new HashMap<>();
        known.all().stream()
                .filter(action -> !action.exDate().isBefore(first))
                .forEach(action -> all.put(action.id(), action));
        told.forEach(action -> all.putIfAbsent(action.id(), action));
        known = new ActionBook(all.values());
    }
}
