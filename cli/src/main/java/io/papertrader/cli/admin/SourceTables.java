package io.papertrader.cli.admin;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * The providers of a live market, in order of preference, what was saved by not asking for what nobody wants, and the
 * assets whose values, bars of the past or corporate actions are not taken.
 */
final class SourceTables {
    private SourceTables() {}

    static void show(JsonObject market, Screen screen) {
        JsonArray providers = market.getJsonArray("providers", new JsonArray());
        JsonArray troubles = market.getJsonArray("troubles", new JsonArray());
        if (!providers.isEmpty()) {
            screen.table(providers(providers));
        }
        JsonArray savings = saving(market);
        if (!savings.isEmpty()) {
            screen.table(savings(savings));
        }
        if (!troubles.isEmpty()) {
            screen.table(troubles(troubles));
        }
        JsonArray refused = market.getJsonArray("refused", new JsonArray());
        if (!refused.isEmpty()) {
            screen.table(refused(refused));
        }
    }

    private static Table providers(JsonArray providers) {
        Table table = new Table()
                .words("assets")
                .words("provider")
                .words("")
                .words("since (UTC)")
                .figures("failures")
                .figures("calls an hour")
                .words("last failure")
                .cutting("last failure");
        providers.stream()
                .map(JsonObject.class::cast)
                .forEach(provider -> table.row(
                        Cell.of(provider.getString("assets"), Tone.QUIET),
                        Cell.of(provider.getString("name"), Tone.STRONG),
                        Cell.of(provider.getBoolean("serving") ? "serves" : ""),
                        Cell.of(time(provider)),
                        Cell.of(String.valueOf(provider.getInteger("failures"))),
                        Cell.of(provider.getInteger("used") + " of " + provider.getInteger("budget")),
                        Cell.of(provider.getString("lastFailure"))));
        return table;
    }

    /** Classes of which one call brings all have nothing to save. */
    private static JsonArray saving(JsonObject market) {
        return new JsonArray(market.getJsonArray("savings", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .filter(saved -> saved.getLong("assetsLeftOut") > 0)
                .toList());
    }

    private static Table savings(JsonArray savings) {
        Table table = new Table()
                .words("assets")
                .figures("retrieved")
                .figures("calls saved")
                .figures("assets left out");
        savings.stream()
                .map(JsonObject.class::cast)
                .forEach(saved -> table.row(
                        Cell.of(saved.getString("assets"), Tone.QUIET),
                        Cell.of(saved.getInteger("retrieved") + " of " + saved.getInteger("listed")),
                        Cell.of(String.valueOf(saved.getLong("callsSaved"))),
                        Cell.of(String.valueOf(saved.getLong("assetsLeftOut")))));
        return table;
    }

    private static Table troubles(JsonArray troubles) {
        Table table = new Table()
                .words("symbol")
                .words("provider")
                .words("not taken since (UTC)")
                .words("why")
                .cutting("why");
        troubles.stream()
                .map(JsonObject.class::cast)
                .forEach(trouble -> table.row(
                        Cell.of(trouble.getString("symbol"), Tone.STRONG),
                        Cell.of(trouble.getString("provider"), Tone.QUIET),
                        Cell.of(time(trouble)),
                        Cell.of(trouble.getString("what"))));
        return table;
    }

    private static Table refused(JsonArray refused) {
        Table table = new Table()
                .words("symbol")
                .words("source")
                .words("kind")
                .figures("rows refused")
                .words("the last (UTC)")
                .words("why")
                .cutting("why");
        refused.stream()
                .map(JsonObject.class::cast)
                .forEach(row -> table.row(
                        Cell.of(row.getString("symbol"), Tone.STRONG),
                        Cell.of(row.getString("source"), Tone.QUIET),
                        Cell.of(row.getString("kind", "")),
                        Cell.of(String.valueOf(row.getLong("rows"))),
                        Cell.of(time(row, "at")),
                        Cell.of(row.getString("why"))));
        return table;
    }

    private static String time(JsonObject row) {
        return time(row, "since");
    }

    private static String time(JsonObject row, String column) {
        return Optional.<Instant>ofNullable(row.getInstant(column))
                .map(Times::of)
                .orElse("");
    }
}
