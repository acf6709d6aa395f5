package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.BrokenLaw;
import io.papertrader.market.Need;
import io.papertrader.market.PastOrder;
import io.papertrader.market.Recall;
import io.papertrader.market.action.ActionId;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Steps that wait for something from the journal. One reading at a time, of all that is missing by then. */
final class Lookups {
    private final JournalReader reader;
    private final ActionReader actionReader;
    private final LongSupplier durable;
    private final Listener listener;
    private Map<Need, List<Step>> missing = new LinkedHashMap<>();
    private Map<Need, List<Step>> underWay = Map.of();

    /** A finding, and the owner of a portfolio among it. */
    record Found(Recall recall, Optional<UserName> owner) {
        static Found of(Recalled each) {
            return new Found(new Recall.OfPortfolio(each.portfolio()), Optional.of(each.owner()));
        }
    }

    /** The one who asked; every call is on the market's turn. */
    interface Listener {
        /** Does this as soon as it is the market's turn. */
        void onTurn(Runnable work);

        /** Was found in a journal that held everything up to this position. */
        void found(Found found, long asOf);

        /** Cannot be read, or not be believed; it stops nobody else. */
        void leaveOut(PortfolioId portfolio, RuntimeException why);

        /** Need not wait any more. */
        void goOn(List<Step> steps);
    }

    Lookups(JournalReader reader, ActionReader actionReader, LongSupplier durable, Listener listener) {
        this.reader = reader;
        this.actionReader = actionReader;
        this.durable = durable;
        this.listener = listener;
    }

    /** The step goes on when this is read; behind those that wait for the same, also where that is being read. */
    void add(Need need, Step step) {
        if (underWay.containsKey(need)) {
            underWay.get(need).add(step);
        } else {
            missing.computeIfAbsent(need, unread -> new ArrayList<>()).add(step);
            readNext();
        }
    }

    /** Every step that waits. */
    List<Step> waiting() {
        List<Step> steps = new ArrayList<>();
        underWay.values().forEach(steps::addAll);
        missing.values().forEach(steps::addAll);
        return steps;
    }

    private void readNext() {
        if (!underWay.isEmpty() || missing.isEmpty()) {
            return;
        }
        underWay = missing;
        missing = new LinkedHashMap<>();
        long asOf = durable.getAsLong();
        Readings.of(List.copyOf(underWay.keySet()), this::read)
                .subscribe()
                .with(
                        found -> listener.onTurn(() -> found(found, asOf)),
                        failure -> listener.onTurn(() -> unread(failure)));
    }

    /** A reading that breaks a law harms those alone who wait for it. */
    private void found(Readings<Need, Found> readings, long asOf) {
        List<Step> ready = new ArrayList<>();
        done().forEach((need, steps) -> {
            Optional<RuntimeException> broken = believe(need, readings, asOf);
            broken.ifPresentOrElse(why -> fail(steps, why), () -> ready.addAll(steps));
        });
        listener.goOn(ready);
        readNext();
    }

    private Optional<RuntimeException> believe(Need need, Readings<Need, Found> readings, long asOf) {
        if (readings.broken().containsKey(need)) {
            return Optional.ofNullable(readings.broken().get(need));
        }
        try {
            listener.found(Objects.requireNonNull(readings.found().get(need)), asOf);
            return Optional.empty();
        } catch (BrokenLaw | BrokenJournal broken) {
            return Optional.of(broken);
        }
    }

    private static void fail(List<Step> steps, RuntimeException why) {
        steps.forEach(step -> step.fail(why));
    }

    private void unread(Throwable failure) {
        done().values().forEach(steps -> steps.forEach(step -> step.fail(failure)));
        readNext();
    }

    private Map<Need, List<Step>> done() {
        Map<Need, List<Step>> waited = underWay;
        underWay = Map.of();
        return waited;
    }

    private Uni<Map<Need, Found>> read(List<Need> needs) {
        List<PortfolioId> portfolios = new ArrayList<>();
        List<Need.OfOrder> orders = new ArrayList<>();
        List<ActionId> actions = new ArrayList<>();
        boolean isWaitingWanted = false;
        for (Need need : needs) {
            switch (need) {
                case Need.Nothing nothing -> throw new IllegalArgumentException("nothing is needed");
                case Need.OfPortfolio(PortfolioId id) -> portfolios.add(id);
                case Need.OfOrder order -> orders.add(order);
                case Need.OfAction(ActionId id) -> actions.add(id);
                case Need.OfWaiting waiting -> isWaitingWanted = true;
                case Need.OfHolders holders -> throw new IllegalArgumentException("a slice has no step that waits");
            }
        }
        return Uni.combine()
                .all()
                .unis(
                        reader.portfolios(portfolios).map(recalled -> portfolios(portfolios, recalled)),
                        reader.endedOrders(orders).map(past -> orders(orders, past)),
                        actionReader.known(actions).map(known -> actions(actions, known)),
                        isWaitingWanted ? readWaiting() : Uni.createFrom().item(Map.<Need, Found>of()))
                .with((ofPortfolios, ofOrders, ofActions, ofWaiting) -> {
                    Map<Need, Found> found = new HashMap<>(ofPortfolios);
                    found.putAll(ofOrders);
                    found.putAll(ofActions);
                    found.putAll(ofWaiting);
                    return found;
                });
    }

    private Uni<Map<Need, Found>> readWaiting() {
        return reader.waiting().map(found -> Map.of(new Need.OfWaiting(), new Found(found, Optional.empty())));
    }

    private static Map<Need, Found> portfolios(List<PortfolioId> wanted, List<Recalled> recalled) {
        Map<Need, Found> found = new HashMap<>();
        wanted.forEach(
                id -> found.put(new Need.OfPortfolio(id), new Found(new Recall.NoPortfolio(id), Optional.empty())));
        recalled.forEach(each -> found.put(new Need.OfPortfolio(each.portfolio().id()), Found.of(each)));
        return found;
    }

    private static Map<Need, Found> actions(List<ActionId> wanted, Set<ActionId> known) {
        Map<Need, Found> found = new HashMap<>();
        wanted.forEach(id -> found.put(
                new Need.OfAction(id), new Found(new Recall.OfAction(id, known.contains(id)), Optional.empty())));
        return found;
    }

    private static Map<Need, Found> orders(List<Need.OfOrder> wanted, Map<Need.OfOrder, PastOrder> past) {
        Map<Need, Found> found = new HashMap<>();
        wanted.forEach(need ->
                found.put(need, new Found(new Recall.NoOrder(need.portfolio(), need.id()), Optional.empty())));
        past.forEach((need, order) -> found.put(need, new Found(new Recall.OfOrder(order), Optional.empty())));
        return found;
    }
}
