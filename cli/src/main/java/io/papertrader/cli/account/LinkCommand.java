package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.ThirdPartyLogin;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.identity.ExternalProof;
import io.papertrader.codec.message.ProviderName;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account link}: a further way into one's account. */
@Command(name = "link", description = "Let your account be logged into with a third party too.")
public final class LinkCommand implements Callable<Integer> {
    private final Network network;
    private final ThirdPartyLogin thirdParty;
    private final Screen screen;

    @Parameters(paramLabel = "NAME", description = "The third party, such as google.")
    ProviderName provider;

    @Option(names = "--device", description = "Log in there by a browser on another device, by a code.")
    boolean isElsewhere;

    LinkCommand(Network network, ThirdPartyLogin thirdParty, Screen screen) {
        this.network = network;
        this.thirdParty = thirdParty;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        network.checkLoggedIn();
        ExternalProof proof = thirdParty.prove(provider, isElsewhere);
        network.loggedIn((client, session) -> await(client.externalLogins().link(proof)));
        if (screen.isJson()) {
            screen.json(new JsonObject().put("provider", provider.value()).put("isLinked", true));
        } else {
            screen.line("Linked. Next time: papertrader login --with " + provider);
        }
        return 0;
    }
}
