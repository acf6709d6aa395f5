package io.papertrader.market.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command;
import io.papertrader.market.Market;
import io.papertrader.market.Progress;
import io.papertrader.market.Remedy;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.simulation.Store.Outcome.Fenced;
import io.papertrader.market.simulation.Store.Outcome.Refused;
import io.papertrader.market.simulation.Store.Outcome.Written;
import io.papertrader.market.value.Quote;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One run. Every step is one small thing that can happen: something is sent, arrives, is lost, is written, is not
 * written, dies. The store checks what is written, the clients check what they are told.
 */
public final class Simulation {
    /** A value may be that much earlier when time begins anew; later ones are not held up for long where it did not. */
    private static final Duration BACKWARDS = Duration.ofSeconds(30);

    private final SplittableRandom random;
    private final Wishes wishes;
    private final Store store = new Store();
    private final List<Message> wire = new ArrayList<>();
    private final List<Master> fenced = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Clients clients;
    private Master master;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<CorporateAction> actions = new ArrayList<>();
    /** None or one: where values are being retrieved. */
    private final List<Mark> retrieval = new ArrayList<>();

    /** The last order in a market when values begin to be retrieved: another market may give its number to another. */
    private record Mark(Market market, long lastOrder, Instant at) {
        static Mark of(Master master, Instant now) {
            return new Mark(master.market(), master.market().lastOrder(), now);
        }
    }

    /** A run of so many clients that this seed decides. */
    public Simulation(long seed, int clients) {
        this.random = new SplittableRandom(seed);
        this.wishes = new Wishes(random);
        this.clients = new Clients(random, store, tally, wire, clients);
        this.master = new Master(store, 0, random);
    }

    /** Runs until so many commands are durable, then lets everything settle; says what happened. */
    public String run(long commands) {
        for (long step = 1; store.commands < commands; step++) {
            step();
            if (step % 20_000 == 0) {
                quieten();
                store.checkMemory(master.market());
            }
        }
        settle();
        return tally.text(store);
    }

    /** The kinds of remedies that there were. */
    Set<String> remedies() {
        return tally.remedies.keySet();
    }

    private void step() {
        now = now.plusMillis(random.nextInt(20));
        int dice = random.nextInt(10_000);
        if (dice < 2_500) {
            clients.sendSomething(now);
        } else if (dice < 6_200) {
            deliver();
        } else if (dice < 7_500) {
            master.hearReading();
        } else if (dice < 8_300) {
            master.send();
        } else if (dice < 9_100) {
            write();
        } else if (dice < 9_550) {
            clear();
        } else if (dice < 9_800) {
            retrieve();
        } else if (dice < 9_815) {
            announce();
        } else if (dice < 9_970) {
            master.evict(clients.anyPortfolio());
        } else if (dice < 9_988) {
            store.faults.change(random, clients.anyPortfolio());
        } else if (dice < 9_990) {
            changeTrading();
        } else if (dice < 9_991) {
            beginAnew();
        } else if (dice < 9_997) {
            writeLate();
        } else {
            takeOver();
        }
    }

    /** Messages overtake each other, and some are lost or reach a master that leads no more. */
    private void deliver() {
        if (wire.isEmpty()) {
            return;
        }
        Message message = wire.remove(random.nextInt(wire.size()));
        int dice = random.nextInt(100);
        if (dice < 2) {
            tally.lost++;
        } else if (dice < 5 && !fenced.isEmpty()) {
            fenced.get(random.nextInt(fenced.size())).take(message, now);
        } else if (!master.take(message, now)) {
            wire.add(message);
        }
    }

    private void write() {
        if (master.onTheWay.isEmpty()) {
            return;
        }
        Batch batch = master.onTheWay.remove();
        int dice = random.nextInt(100);
        if (dice < 1) {
            tally.failed++;
            startOver(batch);
        } else if (dice < 2) {
            tally.unheard++;
            store.commit(master, batch);
            startOver(batch);
        } else {
            write(batch);
        }
    }

    private void write(Batch batch) {
        switch (store.commit(master, batch)) {
            case Written written -> master.committed(batch);
            case Refused refused -> {
                Batch.Step failed = batch.steps.get(refused.step());
                Remedy remedy = Remedy.of(failed.command(), failed.message().isAwaited(), refused.event(), now);
                tally.remedies.merge(remedy.getClass().getSimpleName(), 1, Integer::sum);
                decideAgain(master.refused(batch, refused, remedy));
            }
            case Fenced fenced -> throw new AssertionError("the leader is fenced");
        }
    }

    private void startOver(Batch batch) {
        decideAgain(master.startOver(batch));
    }

    /** Values fail, as their mark is of the market that was thrown away. */
    private void decideAgain(List<Message> messages) {
        for (Message message : messages) {
            if (!(message instanceof Message.Values) && !master.take(message, now)) {
                wire.add(message);
            }
        }
    }

    /** A master that was cut off, or only thinks that it leads, writes what it has left: it cannot. */
    private void writeLate() {
        if (!fenced.isEmpty()) {
            Master late = fenced.remove(random.nextInt(fenced.size()));
            late.send();
            for (Batch batch : late.onTheWay) {
                tally.fenced++;
                assertThat(store.commit(late, batch)).isEqualTo(new Fenced());
            }
        }
    }

    /** The master dies or freezes, and some of what it had sent is written before another leads. */
    private void takeOver() {
        tally.takeovers++;
        int written = random.nextInt(master.onTheWay.size() + 1);
        boolean isRefused = false;
        for (int i = 0; i < written && !isRefused; i++) {
            isRefused = store.commit(master, master.onTheWay.remove()) instanceof Refused;
        }
        if (random.nextBoolean() && fenced.size() < 3) {
            fenced.add(master);
        }
        store.epoch++;
        master = new Master(store, store.epoch, random);
    }

    private void clear() {
        if (random.nextInt(20) == 0) {
            PortfolioId portfolio = clients.anyPortfolio();
            master.take(new Message.Quiet(at -> new Command.TakeMissedParts(portfolio, at)), now);
        } else if (master.market().progress() instanceof Progress.CarryingOut current) {
            master.take(actSlice(current), now);
        } else if (master.market().progress() instanceof Progress.Clearing || random.nextInt(50) == 0) {
            master.take(new Message.Quiet(this::slice), now);
        }
    }

    /** Some wait for a while, so that they meet orders, takeovers and each other. */
    private void announce() {
        if (actions.isEmpty() || random.nextInt(4) > 0) {
            actions.add(wishes.action(actions.size()));
        }
        CorporateAction action =
                random.nextInt(4) == 0 ? actions.get(random.nextInt(actions.size())) : actions.getLast();
        for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
            wire.add(new Message.Asked(at -> new Command.AnnounceAction(action, at)));
        }
    }

    private Message actSlice(Progress.CarryingOut current) {
        long number = current.announced().number() + (random.nextInt(50) == 0 ? 1 : 0);
        Optional<PortfolioId> next = random.nextInt(50) == 0 ? store.model.actions.next() : Optional.empty();
        int limit = 1 + random.nextInt(10);
        return new Message.Quiet(at -> next.<Command>map(
                        portfolio -> new Command.SkipPart(portfolio, number, Remedy.UNBOOKABLE_PART, at))
                .orElseGet(() -> new Command.ActSlice(number, limit, at)));
    }

    private Command slice(Instant at) {
        boolean isWrong = random.nextInt(50) == 0;
        long update = master.market().progress().update() + (isWrong ? 1 : 0);
        return new Command.ClearSlice(update, 1 + random.nextInt(40), at);
    }

    /**
     * Retrieval begins some time before the values arrive: orders that come meanwhile wait, and the market may be
     * another by then.
     */
    private void retrieve() {
        if (retrieval.isEmpty()) {
            retrieval.add(Mark.of(master, now));
        } else if (random.nextInt(4) == 0) {
            update(retrieval.removeFirst());
        }
    }

    private void update(Mark seen) {
        if (random.nextInt(10) > 0) {
            finishClearing();
            finishAction();
        }
        if (!seen.market.equals(master.market())) {
            return;
        }
        boolean isWrong = random.nextInt(30) == 0;
        long number = master.market().progress().update() + (isWrong ? 0 : 1);
        List<Quote> quotes = wishes.quotes(marketTime());
        master.take(
                new Message.Values(at -> new Command.UpdateValues(number, seen.lastOrder, quotes, at), seen.at), now);
    }

    /** Halts are short, and closes rarer than openings, so that most orders are taken. */
    private void changeTrading() {
        int kind = random.nextInt(8);
        master.take(
                new Message.Asked(at -> switch (kind) {
                    case 0 -> new Command.CloseMarket("The simulation is over.", at);
                    case 1, 2 -> new Command.HaltMarket(at);
                    default -> new Command.OpenMarket(at);
                }),
                now);
    }

    /** The market's time is behind by so much more each time that it began anew. */
    private Instant marketTime() {
        return now.minus(BACKWARDS.multipliedBy(store.model.beginnings));
    }

    /** Mostly as an operator does it, sometimes in the middle of everything. */
    private void beginAnew() {
        if (random.nextInt(4) > 0) {
            master.take(new Message.Asked(at -> new Command.CloseMarket("Time begins anew.", at)), now);
            finishClearing();
            finishAction();
            long number = master.market().progress().update() + 1;
            master.take(new Message.Values(at -> new Command.UpdateValues(number, 0, List.of(), at), now), now);
            finishClearing();
        }
        master.take(new Message.Asked(Command.ForgetValues::new), now);
        master.take(new Message.Asked(Command.OpenMarket::new), now);
    }

    private void finishAction() {
        while (master.market().progress() instanceof Progress.CarryingOut current) {
            long number = current.announced().number();
            if (!master.take(new Message.Quiet(at -> new Command.ActSlice(number, 100, at)), now)) {
                quieten();
                master.hearReading();
            }
        }
    }

    private void finishClearing() {
        while (master.market().progress() instanceof Progress.Clearing clearing) {
            if (!master.take(new Message.Quiet(at -> new Command.ClearSlice(clearing.update(), 100, at)), now)) {
                master.hearReading();
            }
        }
    }

    /** Everything that the master has decided is written and answered. */
    private void quieten() {
        while (!master.isQuiet()) {
            master.send();
            write(master.onTheWay.remove());
        }
    }

    /** Long after, every client asks for what it does not know; then it knows, and it is so. */
    private void settle() {
        wire.clear();
        quieten();
        store.faults.mend();
        master.unbookable().clear();
        now = now.plus(Duration.ofMinutes(1));
        for (Message question : clients.askAgain()) {
            while (!master.take(question, now)) {
                master.hearReading();
                quieten();
            }
        }
        quieten();
        clients.check();
        store.checkMemory(master.market());
        store.checkReplay();
    }
}
