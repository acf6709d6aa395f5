package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.PasswordOptions;
import io.papertrader.cli.session.Prompts;
import io.papertrader.cli.session.ThirdPartyLogin;
import io.papertrader.cli.session.ThirdPartyOptions;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.client.identity.ExternalProof;
import io.papertrader.client.password.NewPassword;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
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
    private static final String USAGE = "papertrader register USERNAME --email ADDRESS";

    private final Network network;
    private final Prompts questions;
    private final ThirdPartyLogin thirdParties;
    private final Screen screen;

    @Parameters(arity = "0..1", paramLabel = "USERNAME", description = "Asked for where it is missing.")
    Optional<UserName> username = Optional.empty();

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "Asked for where it is missing and there is no invitation.")
    Optional<Email> email = Optional.empty();

    @Option(
            names = "--invitation",
            paramLabel = "CODE",
            description =
                    "The operator's invitation, where the network wants one; the email address may be missing then.")
    Optional<OneTimeToken> invitation = Optional.empty();

    @Mixin
    PasswordOptions password = new PasswordOptions();

    @Mixin
    ThirdPartyOptions thirdParty = new ThirdPartyOptions();

    RegisterCommand(Network network, Prompts questions, ThirdPartyLogin thirdParties, Screen screen) {
        this.network = network;
        this.questions = questions;
        this.thirdParties = thirdParties;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        thirdParty.check(password);
        UserName made = thirdParty.with.map(this::withThirdParty).orElseGet(this::withPassword);
        String next = thirdParty.with.map(provider -> "--with " + provider).orElse(made.value());
        if (screen.isJson()) {
            screen.json(new JsonObject().put("username", made.value()));
        } else {
            screen.line("Welcome, " + made + ". Next: papertrader login " + next);
        }
        return 0;
    }

    private UserName withPassword() {
        UserName user = questions.ask(username, "username", UserName::ofNewAccount, USAGE);
        return invitation.map(code -> invited(user, code)).orElseGet(() -> uninvited(user));
    }

    private UserName uninvited(UserName user) {
        Email address = questions.ask(email, "email", Email::ofNewAccount, USAGE);
        warnWhereNoMailComes(address);
        NewPassword chosen = questions.newPassword(user, Optional.of(address), password);
        return network.anonymously(client -> await(client.register(user, address, chosen)))
                .username();
    }

    private UserName invited(UserName user, OneTimeToken code) {
        email.ifPresent(this::warnWhereNoMailComes);
        NewPassword chosen = questions.newPassword(user, email, password);
        return network.anonymously(client -> await(client.credentials().registerInvited(user, email, chosen, code)))
                .username();
    }

    /** Whoever forgets the password would wait for a mail that nobody sends. */
    private void warnWhereNoMailComes(Email address) {
        if (address.onMail().isEmpty()) {
            screen.note("No mail can be sent to " + address + ", as it has other letters than those of ASCII before the"
                    + " @; a forgotten password will need the network's operator.");
        }
    }

    private UserName withThirdParty(ProviderName provider) {
        String usage = "papertrader register USERNAME --with " + provider;
        UserName user = questions.ask(username, "username", UserName::ofNewAccount, usage);
        ExternalProof proof = thirdParties.prove(provider, thirdParty.isElsewhere);
        Optional<Email> address = proof.verifiedEmail().isPresent()
                ? Optional.empty()
                : Optional.of(questions.ask(email, "email", Email::ofNewAccount, usage + " --email ADDRESS"));
        return register(proof, user, address, usage);
    }

    /** Whoever was asked for the name may choose another where it is taken: the third party need not be asked again. */
    private UserName register(ExternalProof proof, UserName first, Optional<Email> address, String usage) {
        UserName user = first;
        while (true) {
            try {
                UserName wanted = user;
                return network.anonymously(
                                client -> await(client.externalLogins().register(proof, wanted, address)))
                        .username();
            } catch (RefusedException refusal) {
                if (refusal.code() != FailCode.USERNAME_TAKEN || username.isPresent()) {
                    throw refusal;
                }
                screen.note(refusal.reason());
                user = questions.ask(Optional.empty(), "username", UserName::ofNewAccount, usage);
            }
        }
    }
}
