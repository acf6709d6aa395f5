package io.papertrader.cli.trade;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.asset.SourceLines;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.UserName;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code portfolio}: what a user holds. */
@Command(name = "portfolio", description = "Show what you hold, or what is public of another's portfolio.")
public final class PortfolioCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    @Option(names = "--user", paramLabel = "NAME", description = "Whose.")
    Optional<UserName> user = Optional.empty();

    PortfolioCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        network.loggedIn((client, session) -> {
            Portfolio portfolio = await(client.wholePortfolio(user.orElse(session.username())));
            String source = await(client.marketData().market()).source();
            if (screen.isJson()) {
                screen.json(Portfolio.LAYOUT.toJson(portfolio).put("source", source));
            } else {
                show(portfolio, source);
            }
            return portfolio;
        });
        return 0;
    }

    private void show(Portfolio portfolio, String source) {
        screen.lines(PortfolioView.lines(portfolio, screen.paint(), screen.places()));
        if (portfolio.owned().isPresent() && !portfolio.weights().isEmpty()) {
            screen.line(SourceLines.of(source, screen.paint()));
        }
    }
}
