package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.DeviceFile;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.PasswordOptions;
import io.papertrader.cli.session.Prompts;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.password.NewPassword;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.UserName;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code password}: sets another password, for users who know the one before and for users who do not. */
@Command(name = "password", description = "Set another password, also where the one before is forgotten.")
public final class PasswordCommand {
    private static final String TOKEN_USAGE = "papertrader password reset USERNAME --token TOKEN";

    private final Network network;
    private final DeviceFile devices;
    private final Prompts questions;
    private final Screen screen;

    PasswordCommand(Network network, DeviceFile devices, Prompts questions, Screen screen) {
        this.network = network;
        this.devices = devices;
        this.questions = questions;
        this.screen = screen;
    }

    @Command(description = "Have a token mailed to the account's address, to set another password with.")
    int forgot(
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "The username, or the email address.")
                    Optional<NameOrEmail> name) {
        NameOrEmail account =
                questions.ask(name, "username or email", NameOrEmail::new, "papertrader password forgot NAME");
        network.anonymously(client -> await(client.credentials().requestReset(account)));
        screen.note("If there is such an account and it has an email address, a token is on its way there. Next:"
                + " papertrader password reset");
        return 0;
    }

    @Command(description = "Set another password by a token that was mailed or handed to you; ends every session.")
    int reset(
            @Parameters(arity = "0..1", paramLabel = "USERNAME", description = "Asked for where it is missing.")
                    Optional<UserName> username,
            @Option(names = "--token", paramLabel = "TOKEN", description = "Asked for where it is missing.")
                    Optional<OneTimeToken> token,
            @Mixin PasswordOptions password) {
        UserName user = questions.ask(username, "username", UserName::new, TOKEN_USAGE);
        OneTimeToken known = questions.ask(token, "token", OneTimeToken::typed, TOKEN_USAGE);
        NewPassword chosen = questions.newPassword(user, Optional.empty(), password);
        network.anonymously(client -> await(client.credentials().resetPassword(user, known, chosen)));
        screen.note("The password is set. Next: papertrader login " + user);
        return 0;
    }

    @Command(
            description =
                    "Set another password, logged in; ends every other session. From the standard input: the password of"
                            + " before in the first line, the new one in the second.")
    int set(@Mixin PasswordOptions password) {
        network.loggedInThere((reached, client, session) -> {
            UserInfo user = await(client.userInfo(session.username()));
            set(client, user, password);
            devices.remember(client, session, reached);
            return user;
        });
        screen.note("The password is set; every other session is over.");
        return 0;
    }

    private void set(PaperTraderClient client, UserInfo user, PasswordOptions password) {
        UserInfo.Owned owned = user.owned().orElseThrow();
        Optional<HashedPass> before = owned.isPassword()
                ? Optional.of(questions.password(user.username(), password, "password of before: "))
                : Optional.empty();
        NewPassword chosen = questions.anotherPassword(user.username(), owned.email(), password);
        await(client.credentials().setPassword(before, chosen));
    }
}
