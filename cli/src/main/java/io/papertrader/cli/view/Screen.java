package io.papertrader.cli.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;

/** The terminal, written to in the way that was asked for. */
@Singleton
public final class Screen {
    private final Terminal terminal;
    private final OutputOptions options;
    private final ColourChoice colours;

    /** Whether colours are wished for at all is the environment's to say. */
    @FunctionalInterface
    public interface ColourChoice {
        /** Whether {@code NO_COLOR} is unset. */
        boolean areWelcome();
    }

    Screen(Terminal terminal, OutputOptions options, ColourChoice colours) {
        this.terminal = terminal;
        this.options = options;
        this.colours = colours;
    }

    /** Whether a program reads the answer. */
    public boolean isJson() {
        return options.json;
    }

    /** Whether what was written can be written over. */
    public boolean isLive() {
        return terminal.isInteractive() && !options.json;
    }

    /** Whether characters beyond ASCII can be shown. */
    public boolean isUnicode() {
        return terminal.isUnicode();
    }

    /** Characters in a line. */
    public int columns() {
        return terminal.columns();
    }

    /** Colours, where they are wished for and can be shown. */
    public Paint paint() {
        boolean isColoured = terminal.isInteractive() && !options.noColor && colours.areWelcome();
        return isColoured ? Paint.COLOURED : Paint.PLAIN;
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

    /** Prints a table. */
    public void table(Table table) {
        lines(table.lines(paint()));
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
