package io.papertrader.master.journal;

import io.papertrader.market.Command;
import io.papertrader.market.MarketEvent;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * A command on its way: it gets its time when its turn comes, is decided again where its batch could not be written,
 * and is answered when what was decided is durable. A slice, and what is set aside, is decided for nobody.
 */
final class Step {
    private final Function<Instant, Command> command;
    private final Beside beside;
    private final List<UniEmitter<? super List<MarketEvent>>> answers;
    private List<MarketEvent> events = List.of();

    Step(Function<Instant, Command> command, Beside beside, UniEmitter<? super List<MarketEvent>> answer) {
        this(command, beside, List.of(answer));
    }

    private Step(
            Function<Instant, Command> command, Beside beside, List<UniEmitter<? super List<MarketEvent>>> answers) {
        this.command = command;
        this.beside = beside;
        this.answers = answers;
    }

    /** A step that is not decided again by itself, and answers nobody. */
    static Step forNobody(Command command) {
        return new Step(at -> command, new Beside.Nothing(), List.of());
    }

    /** True where somebody waits for it. */
    boolean isAwaited() {
        return !answers.isEmpty();
    }

    Command decidedAt(Instant now) {
        return command.apply(now);
    }

    Beside beside() {
        return beside;
    }

    void decided(List<MarketEvent> what) {
        events = what;
    }

    void answer() {
        answers.forEach(answer -> answer.complete(events));
    }

    void fail(Throwable failure) {
        answers.forEach(answer -> answer.fail(failure));
    }
}
