package io.papertrader.market.simulation;

import io.papertrader.market.Command;
import io.papertrader.market.MarketEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A command on its way: the time of its decision is not known yet. */
interface Message {
    /** The command, decided at this time. */
    Command decidedAt(Instant at);

    /** The sender hears what is durable. */
    void answered(List<MarketEvent> events, Instant decidedAt);

    /** True where the sender waits, and hears where the command fails. */
    boolean isAwaited();

    /** A command whose sender waits for the answer, whatever it is. */
    record Asked(Function<Instant, Command> command) implements Message {
        @Override
        public Command decidedAt(Instant at) {
            return command.apply(at);
        }

        @Override
        public void answered(List<MarketEvent> events, Instant decidedAt) {}

        @Override
        public boolean isAwaited() {
            return true;
        }
    }

    /** An update's values, which began to be retrieved at this time; they are of one market alone. */
    record Values(Function<Instant, Command> command, Instant retrievedAt) implements Message {
        @Override
        public Command decidedAt(Instant at) {
            return command.apply(at);
        }

        @Override
        public void answered(List<MarketEvent> events, Instant decidedAt) {}

        @Override
        public boolean isAwaited() {
            return true;
        }
    }

    /** A command whose answer nobody waits for. */
    record Quiet(Function<Instant, Command> command) implements Message {
        @Override
        public Command decidedAt(Instant at) {
            return command.apply(at);
        }

        @Override
        public void answered(List<MarketEvent> events, Instant decidedAt) {}

        @Override
        public boolean isAwaited() {
            return false;
        }
    }
}
