package io.papertrader.cli.admin;

import io.papertrader.cli.command.TypedNumber;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Csv;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.UserName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code admin audit}: who did what, about whom, from where and when; newest first. */
@Command(name = "audit", description = "Show who did what, newest first; or go on showing it.")
final class AuditAdmin implements Callable<Integer> {
    private static final int PAGE = 1_000;
    private static final List<String> FIELDS = List.of(
            "number",
            "time",
            "act",
            "actorKind",
            "actor",
            "subjectKind",
            "subject",
            "worker",
            "address",
            "times",
            "detail");

    private final Master master;
    private final Screen screen;

    @Option(names = "--account", paramLabel = "NAME", description = "Only what this user did, or what is about them.")
    Optional<UserName> account = Optional.empty();

    @Option(names = "--act", paramLabel = "ACT", description = "Only this, as logged-in or account-disabled.")
    Optional<String> act = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", description = "Nothing before this, as 2026-05-01T00:00:00Z.")
    Optional<String> since = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            converter = Limit.class,
            description = "So many at most; ${DEFAULT-VALUE} where nothing is said.")
    int limit;

    @Option(names = "--csv", description = "As comma-separated values.")
    boolean isCsv;

    @Option(names = "--follow", description = "Go on showing what is done, oldest first, until interrupted.")
    boolean isFollowed;

    /** All that anybody would read. */
    static final class Limit extends TypedNumber {
        Limit() {
            super(1, 1_000_000);
        }
    }

    AuditAdmin(Master master, Screen screen) {
        this.master = master;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (isFollowed) {
            return new AuditFollower(this::page, screen).follow(limit);
        }
        JsonArray entries = read();
        if (screen.isJson()) {
            screen.json(entries);
        } else if (isCsv) {
            screen.raw(csv(entries));
        } else {
            screen.table(table(entries));
        }
        return 0;
    }

    /** Page by page: the master gives no more at once. */
    private JsonArray read() {
        JsonArray all = new JsonArray();
        long before = Long.MAX_VALUE;
        int wanted;
        JsonArray page;
        do {
            wanted = Math.min(PAGE, limit - all.size());
            page = page(0, before, wanted);
            all.addAll(page);
            before = page.isEmpty() ? 0 : page.getJsonObject(page.size() - 1).getLong("number");
        } while (page.size() == wanted && all.size() < limit);
        return all;
    }

    private JsonArray page(long after, long before, int wanted) {
        return master.list("/admin/audit?limit=" + wanted + "&before=" + before
                + (after > 0 ? "&after=" + after : "")
                + account.map(name -> "&account=" + name).orElse("")
                + act.map(name -> "&act=" + Master.encoded(name)).orElse("")
                + since.map(time -> "&since=" + Master.encoded(time)).orElse(""));
    }

    private static String csv(JsonArray entries) {
        Csv csv = new Csv().line(FIELDS);
        entries.stream()
                .map(JsonObject.class::cast)
                .forEach(entry -> csv.line(
                        FIELDS.stream().map(field -> text(entry, field)).toList()));
        return csv.toString();
    }

    private static Table table(JsonArray entries) {
        Table table = new Table()
                .words("time (UTC)")
                .words("act")
                .words("who")
                .words("about")
                .figures("times")
                .words("address")
                .words("worker")
                .words("detail")
                .cutting("detail", "worker")
                .sparing("worker", "address", "times");
        entries.stream()
                .map(JsonObject.class::cast)
                .forEach(entry -> table.row(
                        Cell.of(Times.ofIso(text(entry, "time")), Tone.QUIET),
                        Cell.of(text(entry, "act").toLowerCase(Locale.ROOT).replace('_', '-'), Tone.STRONG),
                        Cell.of(party(entry, "actor")),
                        Cell.of(party(entry, "subject")),
                        Cell.of(text(entry, "times")),
                        Cell.of(text(entry, "address")),
                        Cell.of(text(entry, "worker")),
                        Cell.of(text(entry, "detail"))));
        return table.withoutEmptyColumns();
    }

    static String party(JsonObject entry, String field) {
        String kind = text(entry, field + "Kind").toLowerCase(Locale.ROOT);
        String name = text(entry, field);
        return "nobody".equals(kind) ? "" : (kind + " " + name).strip();
    }

    static String text(JsonObject entry, String field) {
        return Objects.toString(entry.getValue(field), "");
    }
}
