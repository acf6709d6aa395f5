package io.papertrader.cli.admin;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Csv;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/** Tokens to hand out, which are shown once: as a table, as JSON, or as CSV to print slips from. */
@Singleton
final class Tokens {
    private final Screen screen;

    Tokens(Screen screen) {
        this.screen = screen;
    }

    /** Shows these fields of each; the last is when it expires. */
    void show(JsonArray tokens, boolean isCsv, List<String> fields) {
        if (isCsv) {
            Csv csv = new Csv().line(fields);
            tokens.stream().map(JsonObject.class::cast).forEach(token -> csv.line(values(token, fields)));
            screen.raw(csv.toString());
        } else if (screen.isJson()) {
            screen.json(tokens);
        } else {
            screen.table(table(tokens, fields));
        }
    }

    private static Table table(JsonArray tokens, List<String> fields) {
        Table table = new Table();
        fields.subList(0, fields.size() - 1).forEach(table::words);
        table.words("good until (UTC)");
        tokens.stream()
                .map(JsonObject.class::cast)
                .forEach(token -> table.row(fields.stream()
                        .map(field -> cell(field, Objects.toString(token.getValue(field), "")))
                        .toArray(Cell[]::new)));
        return table;
    }

    private static Cell cell(String field, String value) {
        return "expiry".equals(field) ? Cell.of(Times.ofIso(value)) : Cell.of(value, Tone.STRONG);
    }

    private static List<String> values(JsonObject token, List<String> fields) {
        return fields.stream()
                .map(field -> Objects.toString(token.getValue(field), ""))
                .toList();
    }
}
