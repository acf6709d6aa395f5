package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.ProviderName;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code account unlink}: one way less into one's account. */
@Command(name = "unlink", description = "Let your account be logged into with a third party no more.")
public final class UnlinkCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    @Parameters(paramLabel = "NAME", description = "The third party, such as google.")
    ProviderName provider;

    UnlinkCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        network.loggedIn((client, session) -> await(client.externalLogins().unlink(provider)));
        if (screen.isJson()) {
            screen.json(new JsonObject().put("provider", provider.value()).put("isLinked", false));
        } else {
            screen.line("Your account is not logged into with " + provider + " any more.");
        }
        return 0;
    }
}
