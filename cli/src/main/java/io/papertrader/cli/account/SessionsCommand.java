package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.session.DeviceFile;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.CareReply.SessionLine;
import io.papertrader.codec.message.CareReply.SessionsEnded;
import io.papertrader.codec.message.SessionName;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sessions}: where one is logged in. */
@Command(name = "sessions", description = "List your sessions, the newest first, or end some of them.")
public final class SessionsCommand implements Callable<Integer> {
    private final Network network;
    private final DeviceFile devices;
    private final Screen screen;

    SessionsCommand(Network network, DeviceFile devices, Screen screen) {
        this.network = network;
        this.devices = devices;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<SessionLine> sessions = network
                .loggedIn((client, session) -> await(client.care().sessions()))
                .stream()
                .sorted(Comparator.comparing(SessionLine::begunAt).reversed())
                .toList();
        if (screen.isJson()) {
            screen.json(SessionLine.LAYOUT.toJson(sessions));
        } else {
            screen.table(table(sessions));
        }
        return 0;
    }

    @Command(description = "End one of your sessions, as on a device that you lost, or all but this one.")
    int end(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "Which, as listed.") Optional<String> id,
            @Option(names = "--others", description = "All but this one.") boolean others) {
        if (id.isPresent() == others) {
            throw CommandFailure.usage("Name one session, as papertrader sessions lists it, or say --others.");
        }
        SessionName name = id.map(SessionsCommand::name).orElse(SessionName.ALL_OTHERS);
        long count = network.loggedInThere((reached, client, session) -> {
            SessionsEnded ended = await(client.care().endSession(name));
            // A session that ends takes its device with it, which may be this one.
            devices.remember(client, session, reached);
            return ended.count();
        });
        if (screen.isJson()) {
            screen.json(new JsonObject().put("ended", count));
        } else {
            screen.line("Ended sessions: " + count + ".");
        }
        return 0;
    }

    private static SessionName name(String id) {
        try {
            SessionName name = new SessionName(id);
            if (!name.equals(SessionName.ALL_OTHERS)) {
                return name;
            }
        } catch (IllegalArgumentException outOfBounds) {
            // It is said in the same way.
        }
        throw CommandFailure.usage("'" + id + "' must be the id of a session: papertrader sessions");
    }

    private static Table table(List<SessionLine> sessions) {
        Table table = new Table()
                .words("id")
                .words("logged in (UTC)")
                .words("last used (UTC)")
                .words("ends (UTC)")
                .words("from")
                .words("worker")
                .words("")
                .sparing("ends (UTC)", "worker");
        sessions.forEach(session -> table.row(
                Cell.of(session.name()),
                Cell.of(Times.of(session.begunAt())),
                Cell.of(Times.of(session.usedAt())),
                Cell.of(Times.of(session.expiry())),
                Cell.of(session.address()),
                Cell.of(session.worker()),
                session.isThis() ? Cell.of("this one", Tone.STRONG) : Cell.empty()));
        return table.withoutEmptyColumns();
    }
}
