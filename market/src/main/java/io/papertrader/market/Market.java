package io.papertrader.market;

import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.AnnounceAction;
import io.papertrader.market.Command.CancelOrder;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.ForgetValues;
import io.papertrader.market.Command.OfOrder;
import io.papertrader.market.Command.OfPortfolio;
import io.papertrader.market.Command.OfTrading;
import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.Command.PassOver;
import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Command.SkipPart;
import io.papertrader.market.Command.TakeMissedParts;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.market.MarketEvent.TradingChanged;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The market as a state machine: a command goes in, events come out. It has one owner, who gives it one command after
 * another, makes the recorded events durable in the order in which they came, and tells nobody anything before that. A
 * market whose events could not be written is thrown away, and another begins with what the journal has.
 */
public final class Market {
    private final State state;
    private final Memory memory;
    private final Opening opening;
    private final Acceptance acceptance;
    private final Withdrawal withdrawal;
    private final Updating updating;
    private final Clearing clearing;
    private final Announcing announcing;
    private final Parts parts;
    private final CarryingOut carryingOut;

    /** Begins with what the journal has beside portfolios; those are recalled as they are needed. */
    public Market(Rules rules, MarketSnapshot start) {
        this.state = new State(start, rules.rememberedOrders());
        this.opening = new Opening(state);
        this.acceptance = new Acceptance(state, rules);
        this.parts = new Parts(state);
        this.clearing = new Clearing(state, rules, parts);
        this.withdrawal = new Withdrawal(state, clearing);
        this.updating = new Updating(state, rules);
        this.announcing = new Announcing(state, rules);
        this.carryingOut = new CarryingOut(state, parts);
        this.memory = new Memory(state, clearing, announcing, carryingOut);
    }

    /** The reading that has to be recalled first; ask again after each recall. */
    public Need needs(Command command) {
        return memory.needs(command);
    }

    /**
     * The portfolios among so many that a clearing or a corporate action comes to next that are not in memory. An owner
     * that recalls them early need not wait for each; a slice ends before the first that is missing.
     */
    public List<PortfolioId> missing(int most) {
        return memory.missing(most);
    }

    /**
     * Decides a command and changes the market by what was decided. The client of a command that concerns one portfolio
     * is told the last event; before it stand the parts in corporate actions that the portfolio had missed.
     *
     * @throws IllegalStateException where something that the command needs was not recalled
     */
    public List<MarketEvent> execute(Command command) {
        List<MarketEvent> events = new ArrayList<>();
        execute(command, events::add);
        return events;
    }

    /** The same; each event is given away as soon as the market is changed by it, and before the next. */
    public void execute(Command command, Consumer<MarketEvent> told) {
        Need need = needs(command);
        if (!(need instanceof Need.Nothing)) {
            throw new IllegalStateException(need + " has to be recalled first");
        }
        Consumer<MarketEvent> events = event -> {
            change(event);
            told.accept(event);
        };
        if (command instanceof OfPortfolio about && !(command instanceof SkipPart)) {
            makeUp(about, events);
        }
        decide(command, events);
    }

    /** The order that a command is about is remembered, however many end before it. */
    private void makeUp(OfPortfolio command, Consumer<MarketEvent> events) {
        state.loaded(command.portfolio()).filter(Portfolio::hasMissed).ifPresent(portfolio -> {
            if (command instanceof OfOrder ofOrder) {
                portfolio.past().want(ofOrder.id());
            }
            parts.makeUp(portfolio.id(), command.at(), events);
        });
    }

    private void decide(Command command, Consumer<MarketEvent> events) {
        switch (command) {
            case OpenPortfolio open -> events.accept(opening.decide(open));
            case PlaceOrder place -> events.accept(acceptance.decide(place));
            case CancelOrder cancel -> events.accept(withdrawal.decide(cancel));
            case SetOrderAside setAside -> events.accept(withdrawal.decide(setAside));
            case UpdateValues update -> updating.decide(update).forEach(events);
            case ForgetValues forget -> events.accept(updating.decide(forget));
            case ClearSlice slice -> clearing.decide(slice, events);
            case OfTrading change -> changed(change).forEach(events);
            case AnnounceAction announcement -> events.accept(announcing.decide(announcement));
            case ActSlice slice -> carryingOut.decide(slice, events);
            case SkipPart skip -> carryingOut.skip(skip).forEach(events);
            case PassOver passing -> carryingOut.passOver(passing).forEach(events);
            // Those come before any command of their portfolio.
            case TakeMissedParts made -> {}
        }
    }

    /**
     * Changes the market by an event that was decided earlier, as its journal tells it; the same events in the same
     * order give the same market.
     *
     * @throws BrokenLaw where the event cannot follow those before it
     */
    public void apply(Recorded event) {
        state.apply(event);
    }

    /**
     * Takes in what was found in the journal.
     *
     * @param asOf the position up to which events were durable when the journal was read
     * @return false where that is too old by now, or not needed any more: ask for needs again
     * @throws BrokenLaw where the journal says what cannot be
     */
    public boolean recall(Recall found, long asOf) {
        return memory.recall(found, asOf);
    }

    /**
     * Goes on without a portfolio that cannot be recalled, in the clearing or the corporate action that is under way:
     * the next clearing comes to it again, and its part in the action it has when it is recalled.
     */
    public void leaveOut(PortfolioId portfolio) {
        memory.leaveOut(portfolio);
    }

    /**
     * Forgets a portfolio; its open orders wait on, and it is needed again when they are due.
     *
     * @param durable the position up to which events are durable
     * @return false where it is in use: a clearing visits it, or it has events that are not durable
     */
    public boolean evict(PortfolioId portfolio, long durable) {
        return memory.evict(portfolio, durable);
    }

    /**
     * The number of events that this market has applied: the position of the journal, counted from where this market
     * began.
     */
    public long position() {
        return state.position();
    }

    /**
     * The number of the last order: one that is accepted from now on is due at values that are retrieved from now on.
     */
    public long lastOrder() {
        return state.lastOrder();
    }

    /** The market's trading: whether orders are taken. */
    public Trading trading() {
        return state.trading();
    }

    /** The point that the market has come to with its updates. */
    public Progress progress() {
        return state.progress();
    }

    /** Everything that a market of the same journal begins with. */
    public MarketSnapshot state() {
        return state.marketState();
    }

    /** True where it was recalled who has open orders. */
    public boolean knowsWhoWaits() {
        return state.waiting().isKnown();
    }

    /** The portfolios that have open orders in each asset; of no asset where that was not recalled yet. */
    public Map<AssetSymbol, Set<PortfolioId>> waiting() {
        return state.waiting().portfolios();
    }

    /** The latest value of each asset. */
    public Collection<SeenQuote> values() {
        return state.values();
    }

    /** True where the portfolio is in memory. */
    public boolean isLoaded(PortfolioId portfolio) {
        return state.isLoaded(portfolio);
    }

    /** A portfolio in memory, as a journal would have it. */
    public PortfolioState portfolio(PortfolioId portfolio) {
        return state.portfolio(portfolio).state();
    }

    /** The cash of a portfolio in memory. */
    public Money cash(PortfolioId portfolio) {
        return state.portfolio(portfolio).cash();
    }

    /** The holding of an asset in a portfolio in memory. */
    public Position position(PortfolioId portfolio, AssetSymbol symbol) {
        return state.portfolio(portfolio).position(symbol);
    }

    /** The number of orders that a portfolio in memory takes with it: open ones, and ended ones that it remembers. */
    public int orders(PortfolioId portfolio) {
        return state.portfolio(portfolio).openOrders()
                + state.portfolio(portfolio).past().size();
    }

    /** The number of the last ending of a portfolio in memory. */
    public long lastEvent(PortfolioId portfolio) {
        return state.portfolio(portfolio).nextEvent() - 1;
    }

    /** A market that is so already is not changed. */
    private List<MarketEvent> changed(OfTrading change) {
        Trading after = change.from(state.trading(), state.progress().update());
        return after.equals(state.trading()) ? List.of() : List.of(new TradingChanged(after, change.at()));
    }

    private void change(MarketEvent event) {
        if (event instanceof Recorded recorded) {
            state.apply(recorded);
        }
    }
}
