package io.papertrader.standalone;

import java.io.IOException;
import java.io.PrintStream;

/** A part that is started again where it ends by itself; each such event is told in a line. */
final class KeptPart {

    private final NetworkPart part;
    private final PrintStream out;
    private Condition condition;

    KeptPart(NetworkPart part, PrintStream out, long now) {
        this.part = part;
        this.out = out;
        this.condition = new Condition.Up(now, 0);
    }

    /** Does what its condition asks for at this time. */
    void look(long now) {
        condition = switch (condition) {
            case Condition.Up up -> part.isAlive() ? up : ended(up.end(now));
            case Condition.Down down -> down.isOver(now) ? start(down, now) : down;
            case Condition.Returning returning -> part.isAlive() ? arrive(returning) : ended(returning.end(now));
        };
    }

    private Condition.Down ended(Condition.Down down) {
        out.printf(
                "The %s %s; it is started again in %d s. Its output: %s%n",
                part.name(), part.ending(), down.pause().toSeconds(), part.output());
        return down;
    }

    private Condition start(Condition.Down down, long now) {
        try {
            part.startAgain();
            return down.start(now);
        } catch (StartFault | IOException e) {
            Condition.Down next = down.fail(now);
            out.printf(
                    "The %s cannot be started again: %s The next try is in %d s.%n",
                    part.name(), e.getMessage(), next.pause().toSeconds());
            return next;
        }
    }

    private Condition arrive(Condition.Returning returning) {
        if (!part.isReady()) {
            return returning;
        }
        out.printf("The %s runs again.%n", part.name());
        return returning.arrive();
    }
}
