package io.papertrader.market.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.Remedy;
import io.papertrader.market.simulation.Intent.Known;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Clients that place, repeat and cancel orders, and check that what they are told is what the history says. */
final class Clients {
    private static final int MOST_ON_THE_WIRE = 100;
    private static final int MOST_INTENTS = 400;

    private final RandomGenerator random;
    private final Store store;
    private final Tally tally;
    private final List<Message> wire;
    private final int count;
    private final Wishes wishes;
    private final List<Intent> intents = new ArrayList<>();

    /** A number of clients that send over this wire. */
    Clients(RandomGenerator random, Store store, Tally tally, List<Message> wire, int count) {
        this.random = random;
        this.store = store;
        this.tally = tally;
        this.wire = wire;
        this.count = count;
        this.wishes = new Wishes(random);
    }

    PortfolioId anyPortfolio() {
        return new PortfolioId(random.nextInt(count) + 1L);
    }

    /** One of them sends something, unless the wire is full. */
    void sendSomething(Instant now) {
        if (wire.size() >= MOST_ON_THE_WIRE) {
            return;
        }
        PortfolioId portfolio = anyPortfolio();
        switch (random.nextInt(12)) {
            case 0 -> wire.add(new Message.Asked(at -> wishes.opening(portfolio, at)));
            case 1, 2 -> sendAgain(now);
            case 3 -> withdraw(portfolio);
            default ->
                place(new Intent(
                        portfolio,
                        anyId(now),
                        wishes.trade(store.model, portfolio),
                        now.minusMillis(random.nextInt(3_000)),
                        now.plusMillis(random.nextInt(60_000))));
        }
    }

    /** Most clients' ids begin with the time at which they were made. */
    private TransactionId anyId(Instant now) {
        long highBits = random.nextInt(3) == 0 ? random.nextLong() : now.toEpochMilli() << 16;
        return new TransactionId(new UUID(highBits, random.nextLong()));
    }

    private void place(Intent intent) {
        if (intents.size() == MOST_INTENTS) {
            intents.remove(random.nextInt(intents.size() / 2));
        }
        intents.add(intent);
        tally.placed++;
        send(intent);
        if (random.nextInt(6) == 0) {
            tally.repeated++;
            send(intent);
        }
    }

    private void send(Intent intent) {
        intent.sent();
        wire.add(new Placing(intent));
    }

    /** The same again, whatever is known of it; or another order that takes its id. */
    private void sendAgain(Instant now) {
        if (intents.isEmpty()) {
            return;
        }
        Intent intent = intents.get(random.nextInt(intents.size()));
        if (random.nextInt(10) == 0) {
            place(new Intent(
                    intent.portfolio, intent.id, wishes.unlikeAnyOther(), now, now.plusMillis(random.nextInt(60_000))));
        } else if (intent.known != Known.REFUSED) {
            tally.repeated++;
            send(intent);
        }
    }

    private void withdraw(PortfolioId portfolio) {
        TransactionId id = wishes.order(store.model, portfolio);
        boolean isCancel = random.nextInt(10) > 0;
        wire.add(
                isCancel
                        ? new Message.Asked(at -> new Command.CancelOrder(portfolio, id, at))
                        : new Message.Quiet(at -> new Command.SetOrderAside(portfolio, id, Remedy.UNBOOKABLE, at)));
    }

    /** Each asks again for what it does not know. */
    List<Message> askAgain() {
        List<Message> questions = new ArrayList<>();
        for (Intent intent : intents) {
            if (intent.known == Known.UNKNOWN) {
                tally.resolved++;
                intent.sent();
                questions.add(new Placing(intent));
            }
        }
        return questions;
    }

    /** Each knows everything that it wanted to know, and it is so. */
    void check() {
        for (Intent intent : intents) {
            assertThat(intent.known).as("%s", intent).isNotEqualTo(Known.UNKNOWN);
            assertThat(intent.known == Known.DONE).as("%s", intent).isEqualTo(store.isDone(intent));
        }
    }

    /** An order on its way. */
    private final class Placing implements Message {
        private final Intent intent;

        Placing(Intent intent) {
            this.intent = intent;
        }

        @Override
        public Command decidedAt(Instant at) {
            return intent.decidedAt(at);
        }

        @Override
        public boolean isAwaited() {
            return true;
        }

        /** An answer to a client agrees with the history, and never contradicts an earlier answer. */
        @Override
        public void answered(List<MarketEvent> events, Instant decidedAt) {
            tally.told++;
            switch (events.getLast()) {
                case MarketEvent.OrderAccepted accepted -> accepted();
                case MarketEvent.OrderKnown known -> accepted();
                case MarketEvent.Refused refused -> refused(decidedAt);
                default -> throw new AssertionError(events);
            }
        }

        /**
         * Another sending may have been accepted meanwhile; but where the client takes the refusal for final, it is.
         */
        private void refused(Instant decidedAt) {
            intent.refused(decidedAt);
            assertThat(intent.known == Known.REFUSED && store.isDone(intent))
                    .as("refused: %s", intent)
                    .isFalse();
        }

        private void accepted() {
            assertThat(store.isDone(intent)).as("accepted: %s", intent).isTrue();
            assertThat(intent.known).as("accepted: %s", intent).isNotEqualTo(Known.REFUSED);
            intent.accepted();
        }
    }
}
