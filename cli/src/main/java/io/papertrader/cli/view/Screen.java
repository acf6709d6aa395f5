package io.papertrader.cli.view;

import io.papertrader.cli.command.Environment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.File;
import java.util.List;
import java.util.function.Predicate;

/** The terminal, written to in the way that was asked for. */
@Singleton
public final class Screen {
    private final Terminal terminal;
    private final OutputOptions options;
    private final Environment environment;

    Screen(Terminal terminal, OutputOptions options, Environment environment) {
        this.terminal = terminal;
        this.options = options;
        this.environment = environment;
    }

    /** True where a program reads the answer. */
    public boolean isJson() {
        return options.json;
    }

    /** True where written lines can be written over. */
    public boolean isLive() {
        return terminal.isInteractive() && obeys() && !options.json;
    }

    /** True where characters beyond ASCII can be shown. */
    public boolean isUnicode() {
        return terminal.isUnicode();
    }

    /** Characters in a line. */
    public int columns() {
        return terminal.columns();
    }

    /** Lines on the screen. */
    public int rows() {
        return terminal.rows();
    }

    /** Colours, where they are wished for and can be shown, or are wished for in any case. */
    public Paint paint() {
        if (options.noColor || environment.variable("NO_COLOR").isPresent()) {
            return Paint.PLAIN;
        }
        boolean isForced =
                environment.variable("CLICOLOR_FORCE").filter(Screen::isOn).isPresent();
        boolean isShown = terminal.isInteractive()
                && obeys()
                && environment
                        .variable("CLICOLOR")
                        .filter(Predicate.not(Screen::isOn))
                        .isEmpty();
        return isForced || isShown ? Paint.COLOURED : Paint.PLAIN;
    }

    private static boolean isOn(String value) {
        return !"0".equals(value);
    }

    /** A terminal with a name obeys control sequences, unless the name is dumb; Windows gives no names, and obeys. */
    private boolean obeys() {
        return environment.variable("TERM").map(name -> !"dumb".equals(name)).orElse(File.separatorChar == '\\');
    }

    /** Prints a line. */
    public void line(String text) {
        terminal.out().println(text);
        terminal.out().flush();
    }

    /** Prints lines. */
    public void lines(List<String> lines) {
        lines.forEach(terminal.out()::println);
        terminal.out().flush();
    }

    /** Prints a table, on a screen in the columns that there are. */
    public void table(Table table) {
        int places = places();
        lines(table.lines(paint(), places));
        lines(table.leftOut(paint(), places));
    }

    /** The places that a line may take; what is not read on a screen has all that it needs. */
    public int places() {
        return terminal.isInteractive() ? terminal.columns() : Integer.MAX_VALUE;
    }

    /** Prints text as it is. */
    public void raw(String text) {
        terminal.out().print(text);
        terminal.out().flush();
    }

    /** Prints a document. */
    public void json(JsonObject document) {
        line(harmless(document.encodePrettily()));
    }

    /** Prints a document. */
    public void json(JsonArray document) {
        line(harmless(document.encodePrettily()));
    }

    /** Prints a document in one line, one of many. */
    public void jsonLine(JsonObject document) {
        line(PlainText.of(document.encode()));
    }

    /** Tells what went wrong, where programs and people look for it. */
    public void fault(String code, String reason) {
        String plain = PlainText.of(reason);
        if (options.json) {
            JsonObject error = new JsonObject().put("code", code).put("reason", reason);
            terminal.err()
                    .println(PlainText.of(new JsonObject().put("error", error).encode()));
        } else {
            terminal.err().println("papertrader: " + code + ": " + plain);
        }
        terminal.err().flush();
    }

    /** Ends the command where nobody reads its output any more: for one that may have nothing to write for a while. */
    public void checkReader() {
        if (!terminal.isRead()) {
            throw OutputFailure.ofReader();
        }
    }

    /** Says something beside the answer. */
    public void note(String text) {
        terminal.err().println(text);
        terminal.err().flush();
    }

    /** JSON leaves some control characters as they are; the escape of {@link PlainText} is JSON's own. */
    private static String harmless(String json) {
        return String.join("\n", json.lines().map(PlainText::of).toList());
    }
}
