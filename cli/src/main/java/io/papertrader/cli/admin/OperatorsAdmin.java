package io.papertrader.cli.admin;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin operators}. */
@Command(name = "operators", description = "Those who run the network.")
final class OperatorsAdmin {
    private static final String PATH = "/admin/operators";

    private final Master master;
    private final Screen screen;

    OperatorsAdmin(Master master, Screen screen) {
        this.master = master;
        this.screen = screen;
    }

    @Command(description = "List all that were added, beside whoever has the file admin-token.")
    int list() {
        JsonArray operators = master.list(PATH);
        if (screen.isJson()) {
            screen.json(operators);
        } else {
            screen.table(table(operators));
        }
        return 0;
    }

    @Command(description = "Add one; prints the token to hand over, which nobody sees again.")
    int add(
            @Parameters(paramLabel = "NAME", description = "What to call the operator.") String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "read (looks at everything), class (runs accounts too) or all.")
                    String role) {
        JsonObject added = master.send(PATH, new JsonObject().put("name", name).put("role", role));
        if (screen.isJson()) {
            screen.json(added);
        } else {
            screen.line(added.getString("token"));
            screen.note("Operator " + name + " is added with the role " + role + "; the token is theirs as"
                    + " PAPERTRADER_ADMIN_TOKEN, or in a file for --token-file.");
        }
        return 0;
    }

    @Command(description = "Take one's token away, at once.")
    int remove(@Parameters(paramLabel = "NAME", description = "The operator.") String name) {
        master.delete(PATH + "/" + Master.encoded(name));
        screen.note("Operator " + name + " is removed.");
        return 0;
    }

    private static Table table(JsonArray operators) {
        Table table = new Table().words("name").words("role").words("added (UTC)");
        operators.stream()
                .map(JsonObject.class::cast)
                .forEach(operator -> table.row(
                        Cell.of(text(operator, "name"), Tone.STRONG),
                        Cell.of(text(operator, "role")),
                        Cell.of(Times.ofIso(text(operator, "addedAt")))));
        return table;
    }

    private static String text(JsonObject operator, String field) {
        return Objects.toString(operator.getValue(field), "");
    }
}
