package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code market}: whether it is open, and where its values come from. */
@Command(
        name = "market",
        description = "Show whether the market is open, where its values come from, and how long it lasts.")
public final class MarketCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    MarketCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        MarketStatus market = network.loggedIn((client, session) -> await(client.market()));
        if (screen.isJson()) {
            screen.json(MarketStatus.LAYOUT.toJson(market));
        } else {
            MarketSheet.show(market, screen);
        }
        return 0;
    }
}
