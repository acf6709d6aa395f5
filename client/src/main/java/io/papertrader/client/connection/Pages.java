package io.papertrader.client.connection;

import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An answer that comes in pages, each asked for when the one before has been read. Items that come while they are read
 * move none of the others: nothing is read twice or missed.
 *
 * @param <P> a page
 */
public final class Pages<P extends Reply.Page> {
    private final Function<Cursor, Future<P>> ask;

    Pages(Function<Cursor, Future<P>> ask) {
        this.ask = ask;
    }

    /**
     * Reads from the first page on, until the last one, or until the reader wants no more.
     *
     * @param reader gets each page in turn; says whether it wants another
     */
    public Future<Void> read(Predicate<P> reader) {
        Promise<Void> done = Promise.promise();
        next(Cursor.START, reader, done);
        return done.future();
    }

    /** Reads all of them. */
    public Future<List<P>> all() {
        List<P> pages = new ArrayList<>();
        return read(pages::add).map(done -> List.copyOf(pages));
    }

    /** Reads all of them, and joins what is in them. */
    <T> Future<List<T>> items(Function<P, List<T>> items) {
        return all().map(pages ->
                pages.stream().flatMap(page -> items.apply(page).stream()).toList());
    }

    private void next(Cursor after, Predicate<P> reader, Promise<Void> done) {
        ask.apply(after)
                .map(page -> reader.test(page) ? page.next() : Optional.<Cursor>empty())
                .onFailure(done::fail)
                .onSuccess(rest -> {
                    if (rest.isEmpty()) {
                        done.complete();
                    } else if (rest.get().equals(after)) {
                        done.fail(new UnreachableException(FailCode.MALFORMED, "a page says that itself comes next"));
                    } else {
                        next(rest.get(), reader, done);
                    }
                });
    }
}
