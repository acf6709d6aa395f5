package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Shows entries of the audit trail as they are written, a line each, and goes on where the master was away. */
final class AuditFollower {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PAGE = 1_000;

    /** An act that was begun earlier may be written later: numbers so far back are asked for again. */
    private static final int OVERLAP = 100;

    private final Pages pages;
    private final Screen screen;
    private final TreeSet<Long> shown = new TreeSet<>();
    private boolean isInTrouble;

    AuditFollower(Pages pages, Screen screen) {
        this.pages = pages;
        this.screen = screen;
    }

    /** A page of entries, newest first. */
    interface Pages {
        JsonArray read(long after, long before, int limit);
    }

    /** Shows so many that are there, then what comes, until it is interrupted. */
    int follow(int first) {
        show(pages.read(0, Long.MAX_VALUE, Math.min(first, PAGE)));
        while (isPauseOver()) {
            try {
                news();
                isInTrouble = false;
            } catch (CommandFailure failure) {
                trouble(failure);
            }
        }
        return 0;
    }

    private void news() {
        long after = shown.isEmpty() ? 0 : Math.max(0, shown.last() - OVERLAP);
        List<JsonObject> all = new ArrayList<>();
        long before = Long.MAX_VALUE;
        JsonArray page;
        do {
            page = pages.read(after, before, PAGE);
            entries(page).forEach(all::add);
            before = all.isEmpty() ? 0 : all.getLast().getLong("number");
        } while (page.size() == PAGE);
        show(new JsonArray(all));
        shown.headSet(after).clear();
    }

    private void show(JsonArray page) {
        entries(page)
                .sorted(Comparator.comparing(entry -> entry.getLong("number")))
                .filter(entry -> shown.add(entry.getLong("number")))
                .forEach(this::line);
    }

    private void line(JsonObject entry) {
        if (screen.isJson()) {
            screen.jsonLine(entry);
            return;
        }
        String who = AuditAdmin.party(entry, "actor");
        String about = AuditAdmin.party(entry, "subject");
        String address = AuditAdmin.text(entry, "address");
        String times = AuditAdmin.text(entry, "times");
        screen.line(String.join(
                "  ",
                Stream.of(
                                Times.ofIso(AuditAdmin.text(entry, "time")),
                                AuditAdmin.text(entry, "act")
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                                who,
                                about.isEmpty() || about.equals(who) ? "" : "about " + about,
                                address.isEmpty() ? "" : "from " + address,
                                "1".equals(times) ? "" : times + " times",
                                AuditAdmin.text(entry, "detail"))
                        .filter(part -> !part.isEmpty())
                        .toList()));
    }

    /** A master that is away comes back; one that refuses has its reason. */
    private void trouble(CommandFailure failure) {
        if (failure.exitCode() != ExitCode.UNREACHABLE) {
            throw failure;
        }
        if (!isInTrouble) {
            screen.fault(failure.code(), failure.getMessage() + " Trying again ...");
            isInTrouble = true;
        }
    }

    private static Stream<JsonObject> entries(JsonArray page) {
        return page.stream().map(JsonObject.class::cast);
    }

    private static boolean isPauseOver() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
