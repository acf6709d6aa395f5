package io.papertrader.client.connection;

import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.Transaction;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that the network tells by itself: what becomes of the account's transactions, what corporate actions do to it,
 * and the values that were subscribed to. A listener is told on the client's event loop, and must not block it; all of
 * it goes on over each later connection.
 */
public final class Events {
    private final PaperTraderClient client;
    private final Conversation conversation;
    private final Listeners listeners;

    Events(PaperTraderClient client, Conversation conversation, Listeners listeners) {
        this.client = client;
        this.conversation = conversation;
        this.listeners = listeners;
    }

    /**
     * Tells of every transaction of the session's account that settles, is rejected or cancelled from here on, once and
     * in order: also of those that settle while the client has no connection, as soon as it has one again. A gap in
     * them is told as a notice ({@link ConnectionNotice.EventsMissed}, {@link ConnectionNotice.EventsNotNumbered}).
     */
    public void onTransactionSettled(Consumer<Transaction> listener) {
        listeners.addForTransactions(listener);
        listen();
    }

    /**
     * The same with the event's number, for those that keep it and go on from there another time
     * ({@link #tellEventsFrom}). A worker whose version numbers no events tells nothing here.
     */
    public void onAccountEvent(Consumer<AccountEvent> listener) {
        listeners.addForNumbered(listener);
        listen();
    }

    /**
     * Tells at the next {@link PaperTraderClient#login} or {@link PaperTraderClient#resume}, first of all, the
     * account's events that have a higher number than this. Without it what was before a session is not told; the same
     * session, or the same user's next one, goes on where it was.
     *
     * @param number of the last event that is known, 0 for all
     */
    public void tellEventsFrom(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("number must not be negative");
        }
        client.run(() -> conversation.eventCount().want(number));
    }

    /**
     * Tells what a split, a dividend, another symbol or a delisting does to the session's account from here on, each
     * once and in order: also what it did while the client had no connection. A worker whose version knows none tells
     * nothing here.
     */
    public void onCorporateAction(Consumer<PortfolioAction> listener) {
        listeners.addForActions(listener);
        client.run(() -> conversation.actionCount().listen());
    }

    /**
     * Has values told to {@link #onValuesChanged}: the latest of each at once, the new ones with each update, and only
     * the newest where this client reads slowly. Made again on each later connection. Symbols are added to those of
     * before; more than 80 take several requests, of which some may be refused: UNKNOWN_ASSET, BAD_ARGUMENT from 1,000
     * symbols on, UNKNOWN_INSTRUCTION where the worker's version knows no subscriptions.
     */
    public Future<Void> subscribeValues(Collection<AssetSymbol> symbols) {
        List<AssetSymbol> wanted = List.copyOf(symbols);
        return client.call(() -> conversation.values().add(wanted));
    }

    /** The same for all assets, and those that are added later. */
    public Future<Void> subscribeAllValues() {
        return client.call(() -> conversation.values().addAll());
    }

    /** Has no values told any more. */
    public Future<Void> unsubscribeValues() {
        return client.call(() -> conversation.values().end());
    }

    /** Tells the values that were subscribed to. */
    public void onValuesChanged(Consumer<List<AssetValue>> listener) {
        listeners.addForValues(listener);
    }

    private void listen() {
        client.run(() -> conversation.eventCount().listen());
    }
}
