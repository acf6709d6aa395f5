package io.papertrader.cli.view;

import io.papertrader.cli.command.CommandFailure;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The terminal that the process belongs to, wherever its standard streams lead: questions are asked there. Java cannot
 * set or ask it without native code; {@code stty} is where there are terminals.
 */
final class ControllingTerminal implements AutoCloseable {
    private static final Path DEVICE = Path.of("/dev/tty");

    private final InputStream in;
    private final OutputStream out;

    private ControllingTerminal(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The terminal, where the process belongs to one. */
    static Optional<ControllingTerminal> open() {
        try {
            return Optional.of(new ControllingTerminal(
                    new FileInputStream(DEVICE.toFile()), new FileOutputStream(DEVICE.toFile())));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Asks for a line; nothing where the answer is the end of the input. */
    Optional<String> ask(String question) {
        return answered(question, "");
    }

    /** Asks for a line that is not shown while it is typed. */
    Optional<String> askHidden(String question) {
        if (stty("-echo").isEmpty()) {
            throw CommandFailure.usage("What is typed cannot be hidden at this terminal: use --password-stdin,"
                    + " or set PAPERTRADER_PASSWORD.");
        }
        try {
            return answered(question, "\n");
        } finally {
            stty("echo");
        }
    }

    /**
     * Ctrl-C at a question ends the process from outside: only a hook can leave the terminal, and the line, as they
     * were.
     */
    private Optional<String> answered(String question, String end) {
        Thread leave = Thread.ofPlatform().unstarted(this::leave);
        Runtime.getRuntime().addShutdownHook(leave);
        write(question);
        Optional<String> answer = InputLine.read(in, InputLine.charset());
        write(answer.isEmpty() ? "\n" : end);
        try {
            Runtime.getRuntime().removeShutdownHook(leave);
        } catch (IllegalStateException alreadyStopping) {
            // Then the hook runs as well.
        }
        return answer;
    }

    private void leave() {
        stty("echo");
        write("\n");
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be written to", e);
        }
    }

    /** The output of {@code stty} about this terminal; nothing where it failed. */
    static Optional<String> stty(String argument) {
        try {
            Process stty = new ProcessBuilder("stty", argument)
                    .redirectInput(DEVICE.toFile())
                    .redirectError(Redirect.DISCARD)
                    .start();
            String output = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try (in;
                out) {
            // Nothing is buffered.
        } catch (IOException e) {
            // It is only a question that was asked.
        }
    }
}
