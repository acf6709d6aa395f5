package io.papertrader.master.journal;

import io.papertrader.market.Event;
import io.papertrader.market.Event.ActionAnnounced;
import io.papertrader.market.Event.ActionEnded;
import io.papertrader.market.Event.ClearingEnded;
import io.papertrader.market.Event.OrderAccepted;
import io.papertrader.market.Event.OrderEnded;
import io.papertrader.market.Event.OrderFilled;
import io.papertrader.market.Event.PartTaken;
import io.papertrader.market.Event.PortfolioOpened;
import io.papertrader.market.Event.Recorded;
import io.papertrader.market.Event.TradingChanged;
import io.papertrader.market.Event.ValuesForgotten;
import io.papertrader.market.Event.ValuesUpdated;
import io.papertrader.market.Market;
import io.papertrader.market.Trading;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.order.Order;
import io.papertrader.market.value.Quote;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.leadership.Statement;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Some decisions that are written together or not at all; of each portfolio and holding only the last state. */
final class Batch {
    private final List<Step> steps = new ArrayList<>();
    private final List<PortfolioOpened> opened = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<OrderEnded> ended = new ArrayList<>();
    private final Map<PortfolioId, Balance> balances = new LinkedHashMap<>();
    private final Map<Holding, Position> positions = new LinkedHashMap<>();
    private final List<Update> updates = new ArrayList<>();
    private final List<ClearingEnded> clearings = new ArrayList<>();
    private final List<ActionAnnounced> announced = new ArrayList<>();
    private final List<PartTaken> parts = new ArrayList<>();
    private final List<ActionEnded> endedActions = new ArrayList<>();
    private final List<Statement> noted = new ArrayList<>();
    private final List<UniEmitter<? super Void>> waiting = new ArrayList<>();
    private Optional<Trading> trading = Optional.empty();
    private boolean isForgetting;
    private boolean isRecorded;
    private int decisions;
    private long position;

    /** An accepted order, and the worker that brought it with this timestamp. */
    record Accepted(Order order, UUID worker, Instant stamp) {
        /** The worker's timestamp where the order has another time. */
        @Nullable
        Instant replacedStamp() {
            return stamp.equals(order.placedAt()) ? null : stamp;
        }
    }

    /** A portfolio after the batch. */
    record Balance(PortfolioId portfolio, Money cash, long lastEvent) {}

    /** An asset in a portfolio. */
    record Holding(PortfolioId portfolio, AssetSymbol symbol) {}

    /** New values, with all that is known of those that the market took. */
    record Update(ValuesUpdated values, AssetUpdate bars) {}

    /** Takes in what a market has decided just now. */
    void add(Step step, List<Event> events, Market market) {
        step.decided(events);
        steps.add(step);
        add(step.beside(), events, market);
    }

    /** Takes in a decision that nobody waits for. */
    void add(List<Event> events, Market market) {
        add(new Beside.Nothing(), events, market);
    }

    private void add(Beside beside, List<Event> events, Market market) {
        decisions += Math.max(1, events.size());
        position = market.position();
        for (Event event : events) {
            if (event instanceof Recorded recorded) {
                isRecorded = true;
                add(beside, recorded, market);
            }
        }
    }

    private void add(Beside beside, Recorded event, Market market) {
        switch (event) {
            case PortfolioOpened portfolio -> opened.add(portfolio);
            case OrderAccepted order -> accepted.add(accepted(beside, order.order()));
            case OrderEnded order -> end(order, market);
            case ValuesUpdated values -> updates.add(new Update(values, bars(beside, values)));
            case ClearingEnded clearing -> clearings.add(clearing);
            case ValuesForgotten values -> forget(beside);
            case TradingChanged changed -> change(beside, changed);
            case ActionAnnounced begun -> announced.add(begun);
            case PartTaken part -> take(part, market);
            case ActionEnded action -> endedActions.add(action);
        }
    }

    private void change(Beside beside, TradingChanged changed) {
        trading = Optional.of(changed.trading());
        note(beside);
    }

    private void forget(Beside beside) {
        isForgetting = true;
        note(beside);
    }

    private void note(Beside beside) {
        if (beside instanceof Beside.Noted(List<Statement> entries)) {
            noted.addAll(entries);
        }
    }

    private static Accepted accepted(Beside beside, Order order) {
        Beside.Carrier carrier = (Beside.Carrier) beside;
        return new Accepted(order, carrier.worker(), carrier.stamp());
    }

    /** The bars of the values that the market took, with all that came with them. */
    private static AssetUpdate bars(Beside beside, ValuesUpdated values) {
        return ((Beside.Bars) beside)
                .update()
                .only(values.quotes().stream().map(Quote::symbol).collect(Collectors.toSet()));
    }

    private void end(OrderEnded event, Market market) {
        ended.add(event);
        PortfolioId portfolio = event.order().portfolio();
        balances.put(portfolio, new Balance(portfolio, market.cash(portfolio), event.eventNumber()));
        if (event instanceof OrderFilled) {
            AssetSymbol symbol = event.order().trade().symbol();
            positions.put(new Holding(portfolio, symbol), market.position(portfolio, symbol));
        }
    }

    private void take(PartTaken taken, Market market) {
        parts.add(taken);
        PortfolioId portfolio = taken.portfolio();
        balances.put(portfolio, new Balance(portfolio, market.cash(portfolio), market.lastEvent(portfolio)));
        for (AssetSymbol symbol :
                List.of(taken.part().action().symbol(), taken.part().target())) {
            positions.put(new Holding(portfolio, symbol), market.position(portfolio, symbol));
        }
    }

    @Override
    public String toString() {
        return "opened " + opened + ", accepted " + accepted + ", ended " + ended + ", updates " + updates.size()
                + ", parts " + parts;
    }

    /** The number of decisions; a refusal counts too. */
    int size() {
        return decisions;
    }

    /** True where there is anything to write. */
    boolean isRecorded() {
        return isRecorded;
    }

    /** True where a clearing or a corporate action ends with it. */
    boolean isEndOfSlices() {
        return !clearings.isEmpty() || !endedActions.isEmpty();
    }

    /** The market's position behind this batch. */
    long position() {
        return position;
    }

    /** Somebody waits until all of it is durable. */
    void await(UniEmitter<? super Void> waiter) {
        waiting.add(waiter);
    }

    List<UniEmitter<? super Void>> waiting() {
        return waiting;
    }

    List<Step> steps() {
        return steps;
    }

    List<PortfolioOpened> opened() {
        return opened;
    }

    List<Accepted> accepted() {
        return accepted;
    }

    List<OrderEnded> ended() {
        return ended;
    }

    List<Balance> balances() {
        return List.copyOf(balances.values());
    }

    List<Map.Entry<Holding, Position>> positions() {
        return List.copyOf(positions.entrySet());
    }

    List<Update> updates() {
        return updates;
    }

    List<ClearingEnded> clearings() {
        return clearings;
    }

    List<ActionAnnounced> announced() {
        return announced;
    }

    List<PartTaken> parts() {
        return parts;
    }

    List<ActionEnded> endedActions() {
        return endedActions;
    }

    /** True where all values are forgotten. */
    boolean isForgetting() {
        return isForgetting;
    }

    /** Entries of the audit trail and the like. */
    List<Statement> noted() {
        return noted;
    }

    /** The state of trading behind this batch, where it changes that. */
    Optional<Trading> trading() {
        return trading;
    }
}
