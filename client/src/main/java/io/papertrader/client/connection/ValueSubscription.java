package io.papertrader.client.connection;

import io.papertrader.client.connection.ConnectionNotice.SubscriptionRefused;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.AssetRequest.UnsubscribeValues;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The values that a client has subscribed to. The worker forgets them with the connection, whose state they do not
 * depend on; they are made again on each new one.
 */
final class ValueSubscription {
    /** The number of refusals in a row after which the client's user is told. */
    private static final int QUIET_REFUSALS = 5;

    private static final SubscribeValues ALL = new SubscribeValues(List.of());

    private final Insistence renewing;
    private final Function<Request, Future<Reply>> ask;
    private final Listeners listeners;
    private final Set<AssetSymbol> symbols = new LinkedHashSet<>();
    private boolean isAll;

    /**
     * A subscription to nothing.
     *
     * @param renewing asks again on each connection
     * @param ask asks in the name of the session, on whatever connection answers
     */
    ValueSubscription(Insistence renewing, Function<Request, Future<Reply>> ask, Listeners listeners) {
        this.renewing = renewing;
        this.ask = ask;
        this.listeners = listeners;
    }

    /** Adds those of these values that are not told yet. */
    Future<Void> add(Collection<AssetSymbol> wanted) {
        List<AssetSymbol> missing = wanted.stream()
                .filter(symbol -> !isAll && !symbols.contains(symbol))
                .distinct()
                .toList();
        return Future.join(requests(missing).stream().map(this::subscribe).toList())
                .mapEmpty();
    }

    /** Adds all values. */
    Future<Void> addAll() {
        return subscribe(ALL).mapEmpty();
    }

    private Future<Reply> subscribe(SubscribeValues request) {
        return ask.apply(request).onSuccess(granted -> {
            symbols.addAll(request.symbols());
            isAll |= request.equals(ALL);
        });
    }

    /** Ends all, also what was asked for and is not granted yet. */
    Future<Void> end() {
        clear();
        return ask.apply(new UnsubscribeValues()).onSuccess(done -> clear()).mapEmpty();
    }

    private void clear() {
        renewing.drop();
        symbols.clear();
        isAll = false;
    }

    private static List<SubscribeValues> requests(List<AssetSymbol> wanted) {
        List<SubscribeValues> requests = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += SubscribeValues.MOST) {
            requests.add(
                    new SubscribeValues(wanted.subList(from, Math.min(wanted.size(), from + SubscribeValues.MOST))));
        }
        return requests;
    }

    /** Asks for everything, on a connection that has just been bound to the session. */
    void renew() {
        renew((isAll ? List.of(ALL) : requests(List.copyOf(symbols))).iterator());
    }

    void disconnected() {
        renewing.drop();
    }

    private void renew(Iterator<SubscribeValues> rest) {
        if (rest.hasNext()) {
            renew(rest.next(), rest);
        }
    }

    private void renew(SubscribeValues next, Iterator<SubscribeValues> rest) {
        renewing.ask(next, granted -> renew(rest), refusal -> {
            boolean isFinal = refusal.code() == FailCode.UNKNOWN_INSTRUCTION || refusal.code() == FailCode.BAD_SESSION;
            if (isFinal || renewing.refusals() == QUIET_REFUSALS) {
                listeners.notice(new SubscriptionRefused(refusal));
            }
            if (!isFinal) {
                // A worker that has just begun knows no value yet.
                renewing.later(() -> renew(next, rest));
            }
        });
    }
}
