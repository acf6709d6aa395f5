package io.papertrader.cli.session;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code logout}: ends the session, here and on the server. */
@Command(name = "logout", description = "End the session.")
public final class LogoutCommand implements Callable<Integer> {
    private final Network network;
    private final SessionFile sessions;
    private final Screen screen;

    LogoutCommand(Network network, SessionFile sessions, Screen screen) {
        this.network = network;
        this.sessions = sessions;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        boolean isLoggedIn = sessions.read().isPresent();
        if (isLoggedIn) {
            logout();
        }
        sessions.delete();
        if (screen.isJson()) {
            screen.json(new JsonObject().put("loggedOut", true));
        } else {
            screen.line(isLoggedIn ? "Logged out." : "Nobody was logged in.");
        }
        return 0;
    }

    private void logout() {
        network.loggedIn((client, session) -> {
            try {
                return await(client.logout());
            } catch (RefusedException refusal) {
                // A session that is over already is as good as one that ends now.
                if (refusal.code() != FailCode.BAD_SESSION) {
                    throw refusal;
                }
                return refusal;
            }
        });
    }
}
