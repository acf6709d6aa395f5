package io.papertrader.cli.admin;

import io.papertrader.cli.command.WholeNumber;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.UserName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin accounts}. */
@Command(name = "accounts", description = "The accounts.")
final class AccountsAdmin {
    private final Master master;
    private final Screen screen;

    AccountsAdmin(Master master, Screen screen) {
        this.master = master;
        this.screen = screen;
    }

    /** The master gives no more at once. */
    static final class Limit extends WholeNumber {
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
