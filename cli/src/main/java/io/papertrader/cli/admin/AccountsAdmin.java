package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.TypedNumber;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.UserName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin accounts}. */
@Command(name = "accounts", description = "The accounts.")
final class AccountsAdmin {
    private final Master master;
    private final Tokens tokens;
    private final Screen screen;

    AccountsAdmin(Master master, Tokens tokens, Screen screen) {
        this.master = master;
        this.tokens = tokens;
        this.screen = screen;
    }

    /** The master gives no more at once. */
    static final class Limit extends TypedNumber {
        Limit() {
            super(1, 10_000);
        }
    }

    @Command(description = "List accounts.")
    int list(
            @Option(names = "--search", paramLabel = "TEXT", description = "Part of a name or an email address.")
                    Optional<String> search,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            converter = Limit.class,
                            description = "So many at most.")
                    int limit) {
        String query = search.map(text -> "&search=" + Master.encoded(text)).orElse("");
        JsonArray accounts = master.list("/admin/accounts?limit=" + limit + query);
        if (screen.isJson()) {
            screen.json(accounts);
        } else {
            screen.table(table(accounts));
        }
        return 0;
    }

    @Command(description = "Lock an account and end its sessions.")
    int disable(@Parameters(paramLabel = "NAME", description = "The account.") UserName name) {
        master.post("/admin/accounts/" + name + "/disable");
        screen.note("Account " + name + " is disabled.");
        return 0;
    }

    @Command(description = "Unlock an account.")
    int enable(@Parameters(paramLabel = "NAME", description = "The account.") UserName name) {
        master.post("/admin/accounts/" + name + "/enable");
        screen.note("Account " + name + " is enabled.");
        return 0;
    }

    @Command(description = "List where an account is logged in.")
    int sessions(@Parameters(paramLabel = "NAME", description = "The account.") UserName name) {
        JsonArray sessions = master.list("/admin/accounts/" + name + "/sessions");
        if (screen.isJson()) {
            screen.json(sessions);
        } else {
            screen.table(SessionTable.of(sessions));
        }
        return 0;
    }

    @Command(name = "end-sessions", description = "End an account's sessions; it may log in again.")
    int endSessions(
            @Parameters(paramLabel = "NAME", description = "The account.") UserName name,
            @Option(names = "--session", paramLabel = "ID", description = "This one alone, as listed.")
                    Optional<String> session) {
        master.delete("/admin/accounts/" + name + "/sessions"
                + session.map(id -> "/" + Master.encoded(id)).orElse(""));
        screen.note(session.map(id -> "Session " + id).orElse("Every session") + " of " + name + " is ended.");
        return 0;
    }

    @Command(
            description =
                    "Make the accounts of a class, all or none; prints a token for each, to set its password with.")
    int create(
            @Option(
                            names = "--file",
                            required = true,
                            paramLabel = "CLASS.CSV",
                            description = "A username and, where there is one, an email address a line.")
                    Path file,
            @Option(names = "--csv", description = "Print CSV.") boolean isCsv) {
        JsonArray made = master.sendForList("/admin/classes", "text/csv", read(file));
        tokens.show(made, isCsv, List.of("username", "token", "expiry"));
        screen.note(made.size() + " accounts are made. Each is used with: papertrader password reset USERNAME");
        return 0;
    }

    @Command(description = "Print a token to hand to an account's owner, who has forgotten the password.")
    int reset(@Parameters(paramLabel = "NAME", description = "The account.") UserName name) {
        JsonObject token = master.send("/admin/resets/" + name, new JsonObject());
        tokens.show(new JsonArray().add(token), false, List.of("username", "token", "expiry"));
        screen.note("It is used with: papertrader password reset " + name);
        return 0;
    }

    @Command(description = "Print invitations, each good for one registration.")
    int invite(
            @Option(
                            names = "--count",
                            paramLabel = "N",
                            defaultValue = "1",
                            converter = Invitations.class,
                            description = "So many.")
                    int count,
            @Option(names = "--csv", description = "Print CSV.") boolean isCsv) {
        JsonArray made = master.sendForList("/admin/invitations", new JsonObject().put("count", count));
        tokens.show(made, isCsv, List.of("code", "expiry"));
        screen.note("Each is used with: papertrader register --invitation CODE");
        return 0;
    }

    /** The master makes no more at once. */
    static final class Invitations extends TypedNumber {
        Invitations() {
            super(1, 1_000);
        }
    }

    private static Buffer read(Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw CommandFailure.unreadable(file, e);
        }
    }

    private static Table table(JsonArray accounts) {
        Table table = new Table()
                .words("username")
                .words("email")
                .words("member since (UTC)")
                .words("enabled")
                .cutting("email")
                .sparing("member since (UTC)");
        accounts.stream()
                .map(JsonObject.class::cast)
                .forEach(account -> table.row(
                        Cell.of(text(account, "username"), Tone.STRONG),
                        Cell.of(text(account, "email")),
                        Cell.of(Times.ofIso(text(account, "memberSince"))),
                        Cell.of(text(account, "enabled"))));
        return table;
    }

    private static String text(JsonObject account, String field) {
        return Objects.toString(account.getValue(field), "");
    }
}
