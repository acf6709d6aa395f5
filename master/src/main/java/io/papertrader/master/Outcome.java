package io.papertrader.master;

import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.FailCode;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of a request to a service: done, or refused for a reason. A refusal is a value; exceptions are defects
 * and outages.
 *
 * @param <T> the result where it is done
 */
public sealed interface Outcome<T> {
    /** It is done, and durable where it changes anything. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It is not done, and nothing has changed. */
    record Refused<T>(FailCode code, String reason) implements Outcome<T> {}

    /** Done. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** Refused. */
    static <T> Outcome<T> refused(FailCode code, String reason) {
        return new Refused<>(code, reason);
    }

    /** The place where a page begins, as this reads it; refused where it is no cursor of this kind. */
    static <T> Outcome<Optional<T>> position(Cursor after, Function<String, T> read) {
        try {
            return done(after.position().map(read));
        } catch (IllegalArgumentException noCursor) {
            return refused(FailCode.BAD_ARGUMENT, "after must be empty, or the next of the page before.");
        }
    }

    /** The next step where it is done; the same refusal where it is not. */
    default <U> Uni<Outcome<U>> then(Function<T, Uni<Outcome<U>>> next) {
        return switch (this) {
            case Done<T> done -> next.apply(done.value);
            case Refused<T> refused -> Uni.createFrom().item(refused(refused.code, refused.reason));
        };
    }

    /** The reply to the request, where what was done takes another step. */
    default Uni<Reply> replyLater(Request request, Function<T, Uni<Reply>> success) {
        return switch (this) {
            case Done<T> done -> success.apply(done.value);
            case Refused<T> refused ->
                Uni.createFrom().item(Instruction.of(request).failure(refused.code, refused.reason));
        };
    }

    /** The reply to the request: what was done, or the fail return that belongs to it. */
    default Reply reply(Request request, Function<T, Reply> success) {
        return switch (this) {
            case Done<T> done -> success.apply(done.value);
            case Refused<T> refused -> Instruction.of(request).failure(refused.code, refused.reason);
        };
    }
}
