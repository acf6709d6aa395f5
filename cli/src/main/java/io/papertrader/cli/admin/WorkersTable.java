package io.papertrader.cli.admin;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Paint;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Workers as the master tells of them. */
final class WorkersTable {
    private static final Set<String> APART = Set.of("status", "publicKey");

    private WorkersTable() {}

    static Table table(JsonArray workers) {
        Table table = new Table()
                .words("name")
                .words("public address")
                .words("state")
                .words("connected from")
                .words("since (UTC)")
                .words("uuid")
                .sparing("since (UTC)", "uuid", "connected from");
        workers.stream()
                .map(JsonObject.class::cast)
                .forEach(worker -> table.row(
                        Cell.of(text(worker.getValue("name")), Tone.STRONG),
                        Cell.of(text(worker.getValue("publicAddress"))),
                        state(worker),
                        Cell.of(text(worker.getValue("remoteAddress"))),
                        Cell.of(Times.ofIso(text(worker.getValue("connectedSince")))),
                        Cell.of(text(worker.getValue("uuid")), Tone.QUIET)));
        return table;
    }

    /** Orders that the master dated itself. */
    static Table stamps(JsonArray replaced) {
        Table table = new Table()
                .words("order")
                .words("username")
                .words("worker's time (UTC)")
                .words("placed (UTC)");
        replaced.stream()
                .map(JsonObject.class::cast)
                .forEach(order -> table.row(
                        Cell.of(text(order.getValue("order"))),
                        Cell.of(text(order.getValue("username"))),
                        Cell.of(Times.ofIso(text(order.getValue("workersTime")))),
                        Cell.of(Times.ofIso(text(order.getValue("placedAt"))))));
        return table;
    }

    private static Cell state(JsonObject worker) {
        if (!worker.getBoolean("enabled", true)) {
            return Cell.of("disabled", Tone.LOSS);
        }
        return worker.getBoolean("connected", false) ? Cell.of("connected", Tone.GAIN) : Cell.of("away", Tone.QUIET);
    }

    /**
     * Every field but the key, whose fingerprint says enough; the live figures last. Fields of later versions are shown
     * too.
     */
    static List<String> lines(JsonObject worker, Paint paint) {
        Table table = new Table().words("").words("");
        worker.stream()
                .filter(field -> !APART.contains(field.getKey()))
                .forEach(field -> row(table, field.getKey(), field.getValue()));
        if (worker.getValue("status") instanceof JsonObject status) {
            status.forEach(field -> row(table, field.getKey(), field.getValue()));
        } else {
            row(table, "status", "not connected");
        }
        return table.lines(paint).stream().skip(1).toList();
    }

    private static void row(Table table, String name, Object value) {
        table.row(Cell.of(name, Tone.QUIET), Cell.of(Times.ofIso(text(value))));
    }

    private static String text(Object value) {
        return value instanceof JsonArray list
                ? list.stream().map(WorkersTable::text).collect(Collectors.joining(", "))
                : Objects.toString(value, "");
    }
}
