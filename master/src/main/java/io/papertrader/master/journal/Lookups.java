package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Need;
import io.papertrader.market.PastOrder;
import io.papertrader.market.Recall;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Steps that wait for something from the journal. One reading at a time, of all that is missing by then. */
final class Lookups {
    private final JournalReader reader;
    private final LongSupplier durable;
    private final Listener listener;
    private Map<Need, List<Step>> missing = new LinkedHashMap<>();
    private Map<Need, List<Step>> underWay = Map.of();

    /** A finding, and the owner of a portfolio among it. */
    record Found(Recall recall, Optional<UserName> owner) {}

    /** The one who asked; every call is on the market's turn. */
    interface Listener {
        /** Does this as soon as it is the market's turn. */
        void onTurn(Runnable work);

        /** Was found in a journal that held everything up to this position. */
        void found(Found found, long asOf);

        /** Need not wait any more. */
        void goOn(Step step);
    }

    Lookups(JournalReader reader, LongSupplier durable, Listener listener) {
        this.reader = reader;
        this.durable = durable;
        this.listener = listener;
    }

    /** The step goes on when this is read. */
    void add(Need need, Step step) {
        missing.computeIfAbsent(need, unread -> new ArrayList<>()).add(step);
        readNext();
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
        read(List.copyOf(underWay.keySet()))
                .subscribe()
                .with(
                        found -> listener.onTurn(() -> found(found, asOf)),
                        failure -> listener.onTurn(() -> unread(failure)));
    }

    private void found(List<Found> found, long asOf) {
        try {
            found.forEach(each -> listener.found(each, asOf));
        } catch (RuntimeException brokenLaw) {
            unread(brokenLaw);
            throw brokenLaw;
        }
        done().forEach(listener::goOn);
    }

    private void unread(Throwable failure) {
        done().forEach(step -> step.fail(failure));
    }

    private List<Step> done() {
        List<Step> steps = underWay.values().stream().flatMap(List::stream).toList();
        underWay = Map.of();
        readNext();
        return steps;
    }

    private Uni<List<Found>> read(List<Need> needs) {
        List<PortfolioId> portfolios = new ArrayList<>();
        List<Need.OfOrder> orders = new ArrayList<>();
        for (Need need : needs) {
            switch (need) {
                case Need.Nothing nothing -> throw new IllegalArgumentException("nothing is needed");
                case Need.OfPortfolio(PortfolioId id) -> portfolios.add(id);
                case Need.OfOrder order -> orders.add(order);
            }
        }
        return Uni.combine()
                .all()
                .unis(
                        reader.portfolios(portfolios).map(recalled -> portfolios(portfolios, recalled)),
                        reader.endedOrders(orders).map(past -> orders(orders, past)))
                .with((ofPortfolios, ofOrders) -> {
                    List<Found> found = new ArrayList<>(ofPortfolios);
                    found.addAll(ofOrders);
                    return found;
                });
    }

    private static List<Found> portfolios(List<PortfolioId> wanted, List<Recalled> recalled) {
        Map<PortfolioId, Found> found = new HashMap<>();
        wanted.forEach(id -> found.put(id, new Found(new Recall.NoPortfolio(id), Optional.empty())));
        recalled.forEach(each -> found.put(
                each.portfolio().id(), new Found(new Recall.OfPortfolio(each.portfolio()), Optional.of(each.owner()))));
        return List.copyOf(found.values());
    }

    private static List<Found> orders(List<Need.OfOrder> wanted, Map<Need.OfOrder, PastOrder> past) {
        return wanted.stream()
                .map(need -> past.containsKey(need)
                        ? new Recall.OfOrder(past.get(need))
                        : new Recall.NoOrder(need.portfolio(), need.id()))
                .map(recall -> new Found(recall, Optional.empty()))
                .toList();
    }
}
