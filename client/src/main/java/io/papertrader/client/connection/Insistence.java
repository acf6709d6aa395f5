package io.papertrader.client.connection;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One matter that the client itself asks about on each connection, one request at a time, again where it is refused for
 * now. With its connection a question is forgotten, whatever becomes of it.
 */
final class Insistence {
    private final Vertx vertx;
    private final Backoff backoff;
    private final Function<Request, Future<Reply>> present;
    private long question;
    private int refusals;

    /**
     * A matter about which nothing has been asked.
     *
     * @param present asks on the present connection and no other
     */
    Insistence(Vertx vertx, Backoff backoff, Function<Request, Future<Reply>> present) {
        this.vertx = vertx;
        this.backoff = backoff;
        this.present = present;
    }

    /** Asks; what was asked before is of no interest any more. Neither is told where the connection ends. */
    void ask(Request request, Consumer<Reply> answered, Consumer<RefusedException> refused) {
        long asked = ++question;
        present.apply(request).onComplete(outcome -> {
            if (asked != question) {
                return;
            }
            if (outcome.succeeded()) {
                refusals = 0;
                answered.accept(outcome.result());
            } else if (outcome.cause() instanceof RefusedException refusal) {
                refusals++;
                refused.accept(refusal);
            }
        });
    }

    /** The number of refusals in a row on this connection. */
    int refusals() {
        return refusals;
    }

    /** Does this after a pause that grows with each refusal, unless something else is asked before. */
    void later(Runnable again) {
        long asked = question;
        vertx.setTimer(Math.max(1, backoff.pause(refusals).toMillis()), fired -> {
            if (asked == question) {
                again.run();
            }
        });
    }

    /** The connection is gone. */
    void drop() {
        question++;
        refusals = 0;
    }
}
