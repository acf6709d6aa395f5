package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.JsonView;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quote}: the latest values. */
@Command(name = "quote", description = "Show the latest values, of all assets or of those named.")
public final class QuoteCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    @Parameters(paramLabel = "SYMBOL", description = "The assets.")
    List<AssetSymbol> symbols = new ArrayList<>();

    QuoteCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<AssetInfo> quotes = network.loggedIn((client, session) -> quotes(client));
        if (screen.isJson()) {
            screen.json(JsonView.list(quotes, JsonView::asset));
        } else {
            screen.table(QuoteTable.of(quotes));
        }
        return 0;
    }

    private List<AssetInfo> quotes(PaperTraderClient client) {
        if (symbols.isEmpty()) {
            return await(client.allAssets()).assets();
        }
        // All are asked for before the first answer is awaited.
        List<Future<AssetInfo>> answers =
                symbols.stream().distinct().map(client::assetInfo).toList();
        return answers.stream().map(Network::await).toList();
    }
}
