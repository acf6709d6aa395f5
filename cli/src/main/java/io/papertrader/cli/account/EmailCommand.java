package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.PasswordOptions;
import io.papertrader.cli.session.Prompts;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account email}: another address. */
@Command(name = "email", description = "Take another email address; a token is mailed there to confirm it with.")
public final class EmailCommand implements Callable<Integer> {
    private final Network network;
    private final Prompts questions;
    private final Screen screen;

    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "Asked for where it is missing.")
    Optional<Email> address = Optional.empty();

    @Mixin
    PasswordOptions password = new PasswordOptions();

    EmailCommand(Network network, Prompts questions, Screen screen) {
        this.network = network;
        this.questions = questions;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Email wanted = questions.ask(address, "new email", Email::ofNewAccount, "papertrader account email ADDRESS");
        network.loggedIn((client, session) -> {
            HashedPass hashedPass = questions.password(session.username(), password);
            return await(client.credentials().changeEmail(hashedPass, wanted));
        });
        screen.note("A token is on its way to " + wanted + ". Next: papertrader account confirm");
        return 0;
    }
}
