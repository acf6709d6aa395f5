package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketReply.TradingHours;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code market}: whether it is open, and where its values come from. */
@Command(
        name = "market",
        description =
                "Show whether the market is open, at which hours, where its values come from, and how long it lasts.")
public final class MarketCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    @Parameters(arity = "0..1", paramLabel = "SYMBOL", description = "The hours of this asset alone.")
    Optional<AssetSymbol> asset = Optional.empty();

    MarketCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        network.loggedIn((client, session) -> {
            Future<MarketStatus> market = client.marketData().market();
            show(
                    await(market),
                    await(asset.map(client.marketData()::tradingHours).orElseGet(client.marketData()::tradingHours)));
            return market;
        });
        return 0;
    }

    private void show(MarketStatus market, TradingHours hours) {
        if (screen.isJson()) {
            screen.json(MarketStatus.LAYOUT.toJson(market).mergeIn(TradingHours.LAYOUT.toJson(hours)));
        } else {
            MarketSheet.show(market, hours.hours(), Optional.empty(), screen);
        }
    }
}
