package io.papertrader.client.connection;

import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.Transaction;
import io.vertx.core.Context;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The listeners of a client. Each is told by a turn of its own on the event loop, in the order of what happened: one
 * that throws stops neither the others nor the client.
 */
final class Listeners {
    private final Context context;
    private final List<Consumer<Transaction>> ofTransactions = new CopyOnWriteArrayList<>();
    private final List<Consumer<AccountEvent>> ofNumbered = new CopyOnWriteArrayList<>();
    private final List<Consumer<PortfolioAction>> ofActions = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<AssetValue>>> ofValues = new CopyOnWriteArrayList<>();
    private final List<Consumer<ConnectionNotice>> ofNotices = new CopyOnWriteArrayList<>();

    Listeners(Context context) {
        this.context = context;
    }

    void addForTransactions(Consumer<Transaction> listener) {
        ofTransactions.add(listener);
    }

    void addForNumbered(Consumer<AccountEvent> listener) {
        ofNumbered.add(listener);
    }

    void addForActions(Consumer<PortfolioAction> listener) {
        ofActions.add(listener);
    }

    void addForValues(Consumer<List<AssetValue>> listener) {
        ofValues.add(listener);
    }

    void addForNotices(Consumer<ConnectionNotice> listener) {
        ofNotices.add(listener);
    }

    /** An event with its number. */
    void numbered(AccountEvent event) {
        tell(ofNumbered, event);
        unnumbered(event.transaction());
    }

    /** An event of a server that does not number them. */
    void unnumbered(Transaction transaction) {
        tell(ofTransactions, transaction);
    }

    void action(PortfolioAction action) {
        tell(ofActions, action);
    }

    void values(List<AssetValue> values) {
        tell(ofValues, values);
    }

    void notice(ConnectionNotice notice) {
        tell(ofNotices, notice);
    }

    private <T> void tell(List<Consumer<T>> listeners, T what) {
        listeners.forEach(listener -> context.runOnContext(turn -> listener.accept(what)));
    }
}
