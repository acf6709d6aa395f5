package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.PasswordOptions;
import io.papertrader.cli.session.Questions;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.UserName;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code register}: makes an account. */
@Command(name = "register", description = "Make an account.")
public final class RegisterCommand implements Callable<Integer> {
    private final Network network;
    private final Questions questions;
    private final Screen screen;

    @Parameters(arity = "0..1", paramLabel = "USERNAME", description = "Asked for where it is missing.")
    Optional<UserName> username = Optional.empty();

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Asked for where it is missing.")
    Optional<Email> email = Optional.empty();

    @Mixin
    PasswordOptions password = new PasswordOptions();

    RegisterCommand(Network network, Questions questions, Screen screen) {
        this.network = network;
        this.questions = questions;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        String usage = "papertrader register USERNAME --email ADDRESS";
        UserName user = questions.ask(username, "username", UserName::ofNewAccount, usage);
        Email address = questions.ask(email, "email", Email::ofNewAccount, usage);
        HashedPass hashedPass = questions.newPassword(user, password);
        UserName made = network.anonymously(client -> await(client.register(user, address, hashedPass)))
                .username();
        if (screen.isJson()) {
            screen.json(new JsonObject().put("username", made.value()));
        } else {
            screen.line("Welcome, " + made + ". Next: papertrader login " + made);
        }
        return 0;
    }
}
