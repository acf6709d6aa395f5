package io.papertrader.cli.admin;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** An account's sessions, for people. */
final class SessionTable {
    private SessionTable() {}

    static Table of(JsonArray sessions) {
        Table table = new Table()
                .words("id")
                .words("logged in (UTC)")
                .words("last used (UTC)")
                .words("ends (UTC)")
                .words("from")
                .words("worker")
                .sparing("ends (UTC)", "worker");
        sessions.stream()
                .map(JsonObject.class::cast)
                .forEach(session -> table.row(
                        Cell.of(text(session, "id")),
                        Cell.of(Times.ofIso(text(session, "begunAt"))),
                        Cell.of(Times.ofIso(text(session, "usedAt"))),
                        Cell.of(Times.ofIso(text(session, "expiry"))),
                        Cell.of(text(session, "address")),
                        Cell.of(text(session, "worker"))));
        return table.withoutEmptyColumns();
    }

    private static String text(JsonObject session, String field) {
        return Objects.toString(session.getValue(field), "");
    }
}
