package io.papertrader.cli.watch;

import io.papertrader.cli.session.Network;
import io.papertrader.client.connection.ConnectionNotice;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.PaperTraderException;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that the worker tells by itself, the newest of each asset kept until somebody looks. */
final class ToldValues {
    private final PaperTraderClient client;
    private final Map<AssetSymbol, AssetValue> untaken = new LinkedHashMap<>();
    private Telling telling = Telling.ASKED_FOR;

    private enum Telling {
        /** The worker tells nothing: it has to be asked. */
        ASKED_FOR,
        /** The worker tells what changes. */
        TOLD,
        /** The connection is lost; what the next one tells first are the latest values. */
        INTERRUPTED
    }

    ToldValues(PaperTraderClient client) {
        this.client = client;
        client.events().onValuesChanged(this::told);
        client.onConnectionNotice(this::noticed);
    }

    /** Has these told, or all where none is named. A worker that does not do this has to be asked. */
    void begin(Collection<AssetSymbol> symbols) {
        // Before it asks: the connection may be lost right behind the answer.
        become(Telling.TOLD);
        try {
            Network.await(
                    symbols.isEmpty()
                            ? client.events().subscribeAllValues()
                            : client.events().subscribeValues(symbols));
        } catch (PaperTraderException e) {
            become(Telling.ASKED_FOR);
        }
    }

    private synchronized void told(List<AssetValue> values) {
        values.forEach(value -> untaken.put(value.symbol(), value));
        if (telling == Telling.INTERRUPTED) {
            telling = Telling.TOLD;
        }
    }

    private void noticed(ConnectionNotice notice) {
        switch (notice) {
            case ConnectionNotice.Lost _ -> become(Telling.INTERRUPTED);
            case ConnectionNotice.SubscriptionRefused _ -> become(Telling.ASKED_FOR);
            default -> {
                // Nothing that changes what is told.
            }
        }
    }

    private synchronized void become(Telling next) {
        telling = next;
    }

    /** True where changes are told. */
    synchronized boolean isTelling() {
        return telling == Telling.TOLD;
    }

    /** The values that were told since somebody looked last. */
    synchronized List<AssetValue> take() {
        List<AssetValue> taken = List.copyOf(untaken.values());
        untaken.clear();
        return taken;
    }
}
