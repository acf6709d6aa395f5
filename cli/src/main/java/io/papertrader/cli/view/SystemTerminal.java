package io.papertrader.cli.view;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The terminal that the process was started on. */
public final class SystemTerminal implements Terminal {
    private static final int USUAL_COLUMNS = 80;
    private static final int MAX_COLUMNS = 1_000;

    private final Optional<Console> console =
            Optional.ofNullable(System.console()).filter(Console::isTerminal);
    private final PrintWriter out = new PrintWriter(System.out, false, System.out.charset());
    private final PrintWriter err = new PrintWriter(System.err, true, System.err.charset());

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public boolean isInteractive() {
        return console.isPresent();
    }

    @Override
    public boolean isUnicode() {
        return System.out.charset().equals(StandardCharsets.UTF_8);
    }

    @Override
    public int columns() {
        return console.flatMap(present -> askSize()).orElse(USUAL_COLUMNS);
    }

    /** Java cannot ask the terminal itself without native code; {@code stty} is where there are terminals. */
    private static Optional<Integer> askSize() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", 2);
            int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
            return columns > 0 ? Optional.of(Math.min(columns, MAX_COLUMNS)) : Optional.empty();
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> ask(String question) {
        return console.map(present -> present.readLine("%s", question));
    }

    @Override
    public Optional<String> askHidden(String question) {
        return console.map(present -> present.readPassword("%s", question)).map(String::new);
    }

    @Override
    public Optional<String> inputLine() {
        try {
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("the standard input cannot be read", e);
        }
    }
}
