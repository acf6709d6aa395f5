package io.papertrader.market.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command;
import io.papertrader.market.Ending;
import io.papertrader.market.Market;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.MarketSnapshot;
import io.papertrader.market.Need;
import io.papertrader.market.PastOrder;
import io.papertrader.market.Recall;
import io.papertrader.market.RefuseReason;
import io.papertrader.market.action.ActionId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A journal that takes the batches of one master, the newest, and checks each against the model. */
final class Store {
    final Model model = new Model();
    final Faults faults = new Faults();
    final List<MarketEvent.Recorded> journal = new ArrayList<>();
    long epoch;
    long commands;
    final Map<RefuseReason, Integer> refusals = new EnumMap<>(RefuseReason.class);

    /** The end of a batch's way to the store. */
    sealed interface Outcome {
        /** All of it is durable. */
        record Written() implements Outcome {}

        /** Another master leads, and nothing of it is durable. */
        record Fenced() implements Outcome {}

        /** The store does not take this event of this step; all before it is durable. */
        record Refused(int step, MarketEvent.Recorded event) implements Outcome {}
    }

    /** Takes a batch whole, or up to the first event that it refuses, or nothing of it where another master leads. */
    Outcome commit(Master writer, Batch batch) {
        if (writer.epoch != epoch) {
            return new Outcome.Fenced();
        }
        model.leftOut = writer.unbookable();
        for (int i = 0; i < batch.steps.size(); i++) {
            Batch.Step step = batch.steps.get(i);
            int taken = faults.first(step.events());
            if (taken < step.events().size()) {
                MarketEvent.Recorded refused =
                        (MarketEvent.Recorded) step.events().get(taken);
                takeBegun(step.command(), step.events().subList(0, taken));
                return new Outcome.Refused(i, refused);
            }
            take(step);
        }
        return new Outcome.Written();
    }

    private void take(Batch.Step step) {
        commands++;
        model.check(step.command(), step.events());
        if (step.message() instanceof Message.Values values
                && step.events().getLast() instanceof MarketEvent.ValuesUpdated) {
            model.retrievedAt = values.retrievedAt();
        }
        append(step.events());
        if (!step.events().isEmpty() && step.events().getLast() instanceof MarketEvent.Refused refused) {
            refusals.merge(refused.reason(), 1, Integer::sum);
        }
    }

    /** The command is decided again. */
    private void takeBegun(Command command, List<MarketEvent> events) {
        List<MarketEvent> recorded =
                events.stream().filter(MarketEvent.Recorded.class::isInstance).toList();
        model.checkBegun(command, recorded);
        append(recorded);
    }

    private void append(List<MarketEvent> events) {
        for (MarketEvent event : events) {
            if (event instanceof MarketEvent.Recorded recorded) {
                journal.add(recorded);
            }
        }
    }

    /** The tables' answer to a need. */
    Recall read(Need need) {
        return switch (need) {
            case Need.Nothing none -> throw new IllegalArgumentException("nothing is needed");
            case Need.OfPortfolio(PortfolioId id) ->
                model.accounts.containsKey(id.value())
                        ? new Recall.OfPortfolio(account(id).state())
                        : new Recall.NoPortfolio(id);
            case Need.OfWaiting waiting -> new Recall.OfWaiting(model.waiting());
            case Need.OfAction(ActionId id) -> new Recall.OfAction(id, model.actions.announced.contains(id));
            case Need.OfHolders(AssetSymbol symbol, long after) -> holders(symbol, after);
            case Need.OfOrder(PortfolioId id, TransactionId order) -> {
                Ending ending = account(id).endings.get(order);
                yield ending == null
                        ? new Recall.NoOrder(id, order)
                        : new Recall.OfOrder(new PastOrder(account(id).orders.get(order), ending));
            }
        };
    }

    private static final int HOLDERS_A_PAGE = 3;

    private Recall.OfHolders holders(AssetSymbol symbol, long after) {
        return new Recall.OfHolders(symbol, after, model.actions.concerned(symbol, after, HOLDERS_A_PAGE));
    }

    /** A market as it begins at a takeover: nobody is in memory. */
    Market restart() {
        return new Market(World.RULES, model.state());
    }

    /** Every portfolio in memory is what the tables say, as long as nothing is on its way. */
    void checkMemory(Market market) {
        for (Account account : model.accounts.values()) {
            account.check();
            if (market.isLoaded(account.id)) {
                assertThat(market.portfolio(account.id)).isEqualTo(account.state());
            }
        }
        checkState(market.state());
        if (market.needs(new Command.ForgetValues(Instant.EPOCH)) instanceof Need.Nothing) {
            assertThat(market.waiting()).isEqualTo(model.waiting());
        }
    }

    private void checkState(MarketSnapshot state) {
        assertThat(state.lastOrder()).isEqualTo(model.state().lastOrder());
        assertThat(state.progress()).isEqualTo(model.state().progress());
        assertThat(state.lastAction()).isEqualTo(model.state().lastAction());
        assertThat(state.exchanged()).isEqualTo(model.state().exchanged());
        assertThat(state.values())
                .containsExactlyInAnyOrderElementsOf(model.state().values());
    }

    /** The whole journal, read from its beginning, gives the same market. */
    void checkReplay() {
        Market replayed = new Market(World.RULES, MarketSnapshot.NEW);
        replayed.recall(new Recall.OfWaiting(Map.of()), 0);
        journal.forEach(replayed::apply);
        checkMemory(replayed);
    }

    /** True where the history has this very order. */
    boolean isDone(Intent intent) {
        Account account = model.accounts.get(intent.portfolio.value());
        return account != null
                && account.orders.containsKey(intent.id)
                && account.orders.get(intent.id).trade().equals(intent.trade);
    }

    private Account account(PortfolioId id) {
        return model.accounts.get(id.value());
    }
}
