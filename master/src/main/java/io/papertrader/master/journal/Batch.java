package io.papertrader.master.journal;

import io.papertrader.market.Command;
import io.papertrader.market.Market;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.market.ledger.Position;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some decisions that are written together or not at all. Each knows what its portfolio is like behind it, so that a
 * part of a batch is a batch; of each portfolio and holding only the last state is written.
 */
final class Batch {
    private final List<Entry> entries;
    private final List<UniEmitter<? super Void>> waiting = new ArrayList<>();

    /** A portfolio behind an event. */
    record Balance(PortfolioId portfolio, Money cash, long lastEvent) {}

    /** An asset in a portfolio. */
    record Holding(PortfolioId portfolio, AssetSymbol symbol) {}

    /** A step, or an event of it. */
    private sealed interface Entry {
        Step step();

        /** The market's position behind it. */
        long position();

        /** The step is answered when this is durable. */
        boolean isLast();
    }

    /** A decision that writes nothing. */
    private record Told(Step step, long position) implements Entry {
        @Override
        public boolean isLast() {
            return true;
        }
    }

    /** An event to be written, with its portfolio behind it. */
    record Written(
            Step step,
            Recorded event,
            List<Balance> balances,
            List<Map.Entry<Holding, Position>> positions,
            long position,
            boolean isLast)
            implements Entry {
        private Written last() {
            return new Written(step, event, balances, positions, position, true);
        }
    }

    /** Holds nothing yet. */
    Batch() {
        this(List.of());
    }

    private Batch(List<Entry> entries) {
        this.entries = new ArrayList<>(entries);
    }

    /** Takes in what a market decides just now. */
    void decide(Step step, Command command, Market market) {
        int first = entries.size();
        List<MarketEvent> events = new ArrayList<>();
        market.execute(command, event -> {
            events.add(event);
            if (event instanceof Recorded recorded) {
                add(step, recorded, market);
            }
        });
        step.decided(events);
        if (entries.size() == first) {
            entries.add(new Told(step, market.position()));
        } else {
            entries.add(((Written) entries.removeLast()).last());
        }
    }

    /** Takes in an event that the market was changed by just now. */
    void add(Step step, Recorded event, Market market) {
        entries.add(
                new Written(step, event, balances(event, market), positions(event, market), market.position(), false));
    }

    private static List<Balance> balances(Recorded event, Market market) {
        return switch (event) {
            case OrderEnded ended -> List.of(balance(ended.order().portfolio(), market));
            case PartTaken taken -> List.of(balance(taken.portfolio(), market));
            default -> List.of();
        };
    }

    private static Balance balance(PortfolioId portfolio, Market market) {
        return new Balance(portfolio, market.cash(portfolio), market.lastEvent(portfolio));
    }

    private static List<Map.Entry<Holding, Position>> positions(Recorded event, Market market) {
        return switch (event) {
            case OrderFilled filled ->
                List.of(position(
                        filled.order().portfolio(), filled.order().trade().symbol(), market));
            case PartTaken taken
            when taken.part().held().isPositive() ->
                List.of(
                        position(taken.portfolio(), taken.part().action().symbol(), market),
                        position(taken.portfolio(), taken.part().target(), market));
            default -> List.of();
        };
    }

    private static Map.Entry<Holding, Position> position(PortfolioId portfolio, AssetSymbol symbol, Market market) {
        return Map.entry(new Holding(portfolio, symbol), market.position(portfolio, symbol));
    }

    /** The number of decisions; a refusal counts too. */
    int size() {
        return entries.size();
    }

    /** Two batches that say the same one behind the other. */
    List<Batch> halves() {
        int middle = entries.size() / 2;
        Batch first = new Batch(entries.subList(0, middle));
        Batch second = new Batch(entries.subList(middle, entries.size()));
        second.waiting.addAll(waiting);
        return List.of(first, second);
    }

    /** All that is written, in the order in which it was decided. */
    List<Written> written() {
        List<Written> written = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            if (entry instanceof Written each) {
                written.add(each);
            }
        }
        return written;
    }

    /** The events of this kind. */
    <E extends Recorded> List<E> all(Class<E> kind) {
        List<E> events = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Written written && kind.isInstance(written.event)) {
                events.add(kind.cast(written.event));
            }
        }
        return events;
    }

    /** The last state of each portfolio that has changed. */
    List<Balance> balances() {
        Map<PortfolioId, Balance> last = new LinkedHashMap<>();
        written().forEach(each -> each.balances.forEach(balance -> last.put(balance.portfolio, balance)));
        return List.copyOf(last.values());
    }

    /** The last state of each holding that has changed. */
    List<Map.Entry<Holding, Position>> positions() {
        Map<Holding, Position> last = new LinkedHashMap<>();
        written().forEach(each -> each.positions.forEach(held -> last.put(held.getKey(), held.getValue())));
        return List.copyOf(last.entrySet());
    }

    /** True where there is anything to write. */
    boolean isRecorded() {
        return entries.stream().anyMatch(Written.class::isInstance);
    }

    /** True where a clearing or a corporate action ends with it. */
    boolean isEndOfSlices() {
        return !all(ClearingEnded.class).isEmpty() || !all(ActionEnded.class).isEmpty();
    }

    /** The market's position behind this batch. */
    long position() {
        return entries.getLast().position();
    }

    /** The steps that are answered when this is durable. */
    List<Step> answered() {
        return entries.stream().filter(Entry::isLast).map(Entry::step).toList();
    }

    /** The steps that have something in this batch. */
    List<Step> steps() {
        return entries.stream().map(Entry::step).distinct().toList();
    }

    /** Somebody waits until all of it is durable. */
    void await(UniEmitter<? super Void> waiter) {
        waiting.add(waiter);
    }

    List<UniEmitter<? super Void>> waiting() {
        return waiting;
    }

    @Override
    public String toString() {
        return written().stream().map(Written::event).toList().toString();
    }
}
