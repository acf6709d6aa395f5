package io.papertrader.cli.session;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Times;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code login}: begins a session and keeps it for the commands to come. */
@Command(name = "login", description = "Log in, and stay so until you log out or the session ends.")
public final class LoginCommand implements Callable<Integer> {
    private final Network network;
    private final SessionFile sessions;
    private final Questions questions;
    private final Screen screen;

    @Parameters(arity = "0..1", paramLabel = "USERNAME", description = "Asked for where it is missing.")
    Optional<UserName> username = Optional.empty();

    @Mixin
    PasswordOptions password = new PasswordOptions();

    LoginCommand(Network network, SessionFile sessions, Questions questions, Screen screen) {
        this.network = network;
        this.sessions = sessions;
        this.questions = questions;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        sessions.path();
        UserName user = questions.ask(username, "username", UserName::new, "papertrader login USERNAME");
        HashedPass hashedPass = questions.password(user, password);
        SavedSession session = network.anonymously(client -> {
            Reached reached = Reached.by(client);
            SessionStarted started = await(client.login(user, hashedPass, false));
            return SavedSession.of(user, started, reached.worker());
        });
        sessions.write(session);
        show(session);
        return 0;
    }

    private void show(SavedSession session) {
        if (screen.isJson()) {
            screen.json(new JsonObject()
                    .put("username", session.username().value())
                    .put("expiry", session.expiry().toString()));
        } else {
            screen.line("Logged in as " + session.username() + " until " + Times.of(session.expiry())
                    + " UTC. Next: papertrader quote");
        }
    }
}
