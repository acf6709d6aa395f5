package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.PasswordOptions;
import io.papertrader.cli.session.Prompts;
import io.papertrader.cli.session.SavedSession;
import io.papertrader.cli.session.SessionFile;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.CareReply.RecordLine;
import io.papertrader.codec.message.HashedPass;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account}: what one does about the own account. */
@Command(
        name = "account",
        description = "Your account: its address, who sees it, the third parties that it is logged into with, what is"
                + " written down about it, its end.",
        subcommands = {LinkCommand.class, UnlinkCommand.class, EmailCommand.class, ConfirmCommand.class})
public final class AccountCommand {
    private final Network network;
    private final SessionFile sessions;
    private final Prompts questions;
    private final Screen screen;

    AccountCommand(Network network, SessionFile sessions, Prompts questions, Screen screen) {
        this.network = network;
        this.sessions = sessions;
        this.questions = questions;
        this.screen = screen;
    }

    @Command(description = "Let others see your profile, weights and trades, or nobody.")
    int profile(@Parameters(paramLabel = "HOW", description = "public or private.") String how) {
        if (!how.equals("public") && !how.equals("private")) {
            throw CommandFailure.usage("'" + how + "' must be public or private.");
        }
        boolean isPublic = network.loggedIn(
                        (client, session) -> await(client.care().setProfile(how.equals("public"))))
                .isPublic();
        if (screen.isJson()) {
            screen.json(new JsonObject().put("isPublic", isPublic));
        } else {
            screen.line("Your account is " + (isPublic ? "public" : "private") + ".");
        }
        return 0;
    }

    @Command(description = "Show what is written down about your account, newest first: logins, failures, changes.")
    int record() {
        List<RecordLine> lines = network.loggedIn((client, session) -> lines(client));
        if (screen.isJson()) {
            screen.json(RecordLine.LAYOUT.toJson(lines));
        } else {
            screen.table(table(lines));
        }
        return 0;
    }

    private static List<RecordLine> lines(PaperTraderClient client) {
        List<RecordLine> lines = new ArrayList<>();
        await(client.care().recordPages().read(page -> lines.addAll(page.lines())));
        return lines;
    }

    @Command(
            description = "Delete your account for good: name and email are free for others, what was traded stays"
                    + " under no name.")
    int delete(
            @Mixin PasswordOptions password,
            @Option(names = "--yes", description = "Do not ask whether that is meant.") boolean isSure) {
        SavedSession session = sessions.read().orElseThrow(sessions::absence);
        if (!isSure) {
            questions.ask(
                    Optional.<String>empty(),
                    "name of the account to delete",
                    text -> requireSame(text, session),
                    "papertrader account delete --yes");
        }
        network.loggedIn((client, same) -> await(client.care().deleteAccount(proof(client, session, password))));
        sessions.delete();
        if (screen.isJson()) {
            screen.json(new JsonObject().put("deleted", session.username().value()));
        } else {
            screen.line("The account " + session.username() + " is deleted.");
        }
        return 0;
    }

    private Optional<HashedPass> proof(PaperTraderClient client, SavedSession session, PasswordOptions password) {
        UserInfo info = await(client.userInfo(session.username()));
        return info.owned()
                .filter(UserInfo.Owned::isPassword)
                .map(owned -> questions.password(session.username(), password));
    }

    private static String requireSame(String text, SavedSession session) {
        if (!text.equalsIgnoreCase(session.username().value())) {
            throw new IllegalArgumentException("is not " + session.username());
        }
        return text;
    }

    private static Table table(List<RecordLine> lines) {
        Table table = new Table()
                .words("time (UTC)")
                .words("what")
                .words("by")
                .figures("times")
                .words("address")
                .words("worker")
                .words("detail")
                .cutting("detail")
                .sparing("worker", "address", "times");
        lines.forEach(line -> table.row(
                Cell.of(Times.of(line.time()), Tone.QUIET),
                Cell.of(word(line.act()), Tone.STRONG),
                Cell.of(line.by().equals("ACCOUNT") ? "you" : word(line.by())),
                Cell.of(line.times()),
                Cell.of(line.address()),
                Cell.of(line.worker()),
                Cell.of(line.detail())));
        return table.withoutEmptyColumns();
    }

    private static String word(String capitals) {
        return capitals.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
