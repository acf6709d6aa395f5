package io.papertrader.master.journal;

import io.papertrader.market.Command;
import io.papertrader.market.Event;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * A command on its way: it gets its time when its turn comes, is decided again where its batch could not be written,
 * and is answered when what was decided is durable.
 */
final class Step {
    private final Function<Instant, Command> command;
    private final Beside beside;
    private final UniEmitter<? super List<Event>> answer;
    private List<Event> events = List.of();

    Step(Function<Instant, Command> command, Beside beside, UniEmitter<? super List<Event>> answer) {
        this.command = command;
        this.beside = beside;
        this.answer = answer;
    }

    Command decidedAt(Instant now) {
        return command.apply(now);
    }

    Beside beside() {
        return beside;
    }

    void decided(List<Event> what) {
        events = what;
    }

    List<Event> events() {
        return events;
    }

    void answer() {
        answer.complete(events);
    }

    void fail(Throwable failure) {
        answer.fail(failure);
    }
}
