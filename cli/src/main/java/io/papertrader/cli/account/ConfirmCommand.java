package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.Prompts;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.OneTimeToken;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code account confirm}: the token that was mailed to a new address. */
@Command(name = "confirm", description = "Confirm the new email address with the token that was mailed there.")
public final class ConfirmCommand implements Callable<Integer> {
    private final Network network;
    private final Prompts questions;
    private final Screen screen;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Asked for where it is missing.")
    Optional<OneTimeToken> token = Optional.empty();

    ConfirmCommand(Network network, Prompts questions, Screen screen) {
        this.network = network;
        this.questions = questions;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        OneTimeToken known =
                questions.ask(token, "token", OneTimeToken::typed, "papertrader account confirm --token TOKEN");
        Email email = network.loggedIn(
                        (client, session) -> await(client.credentials().confirmEmail(known)))
                .email();
        screen.note("Your email address is " + email + ".");
        return 0;
    }
}
