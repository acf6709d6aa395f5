package io.papertrader.cli.admin;

import io.papertrader.cli.asset.MarketSheet;
import io.papertrader.cli.session.Prompts;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketReply.MarketStatus.Period;
import io.papertrader.codec.message.MarketReply.TradingHours.Hours;
import io.papertrader.codec.message.MarketState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin market}. */
@Command(name = "market", description = "The market's clock, and corporate actions.", subcommands = ActionAdmin.class)
final class MarketAdmin {
    private final Master master;
    private final Prompts questions;
    private final Screen screen;

    MarketAdmin(Master master, Prompts questions, Screen screen) {
        this.master = master;
        this.questions = questions;
        this.screen = screen;
    }

    @Command(description = "Show whether it is open and until when, where its values come from, and how long it lasts.")
    void show() {
        show(master.get("/admin/market"));
    }

    @Command(description = "Halt it: no values come, orders wait, and no value grows old.")
    void pause() {
        show(master.postForJson("/admin/market/pause"));
    }

    @Command(name = "continue", description = "Let it go on.")
    void goOn() {
        show(master.postForJson("/admin/market/continue"));
    }

    @Command(description = "Bring one update, also while it is halted; what waits settles at it.")
    void step() {
        show(master.postForJson("/admin/market/step"));
    }

    @Command(description = "Let a replay bring a point of a day, a whole day or a minute with each update.")
    void speed(@Parameters(paramLabel = "point|day|minute", description = "What an update brings.") String speed) {
        show(master.send("/admin/market/speed", new JsonObject().put("speed", speed.toLowerCase(Locale.ROOT))));
    }

    @Command(
            description =
                    "Let a replay begin anew on another day: orders that wait end, and what is held is paid out at"
                            + " the last values.")
    void restart(
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "DATE",
                            description = "The first day, such as 2014-04-21.")
                    LocalDate first,
            @Option(names = "--yes", description = "Do not ask whether that is meant.") boolean isSure) {
        if (!isSure) {
            questions.ask(
                    Optional.<String>empty(),
                    "first day again (what everybody holds is paid out)",
                    text -> requireSame(text, first),
                    "papertrader admin market restart --from " + first + " --yes");
        }
        show(master.send("/admin/market/restart", new JsonObject().put("from", first.toString())));
    }

    private static String requireSame(String text, LocalDate first) {
        if (!text.strip().equals(first.toString())) {
            throw new IllegalArgumentException("is not " + first);
        }
        return text;
    }

    @Command(
            description =
                    "List corporate actions: those to come, with their source, and the last that were carried out.")
    void actions() {
        ActionAdmin.list(master, screen);
    }

    private void show(JsonObject market) {
        if (screen.isJson()) {
            screen.json(market);
        } else {
            MarketSheet.show(status(market), hours(market), Optional.ofNullable(market.getString("speed")), screen);
            SourceTables.show(market, screen);
        }
    }

    private static MarketStatus status(JsonObject market) {
        return new MarketStatus(
                MarketState.valueOf(market.getString("state")),
                market.getInstant("since"),
                market.getString("reason"),
                market.getString("source"),
                Optional.ofNullable(market.getInstant("time")),
                period(market));
    }

    private static List<Hours> hours(JsonObject market) {
        return market.getJsonArray("hours", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(of -> new Hours(
                        of.getString("calendar"),
                        of.getBoolean("open"),
                        Optional.ofNullable(of.getInstant("opens")),
                        Optional.ofNullable(of.getInstant("closes"))))
                .toList();
    }

    private static Optional<Period> period(JsonObject market) {
        Instant first = market.getInstant("first");
        return first == null
                ? Optional.empty()
                : Optional.of(new Period(first, market.getInstant("last"), market.getLong("millisLeft")));
    }
}
