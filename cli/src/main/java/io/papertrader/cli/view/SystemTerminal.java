package io.papertrader.cli.view;

import io.papertrader.cli.command.Environment;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The terminal that the process was started on. */
public final class SystemTerminal implements Terminal {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;
    private static final int MAX_PLACES = 1_000;
    private static final Pattern SIZE = Pattern.compile("(?<rows>\\d{1,5}) (?<columns>\\d{1,5})");
    private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/|tty|console).*");
    private static final Set<String> PLAIN_LOCALES = Set.of("C", "POSIX");

    private final boolean isInteractive = isTerminal(1);
    private final Charset charset;
    private final PrintWriter out;
    private final PrintWriter err;

    /** A terminal with the variables that name the locale. */
    public SystemTerminal(Environment environment) {
        this.charset = isPlain(environment) ? StandardCharsets.US_ASCII : System.out.charset();
        this.out = new PrintWriter(
                new StreamWriter(
                        new FileOutputStream(FileDescriptor.out), charsetOf(isInteractive), SystemTerminal::end),
                false);
        this.err = new PrintWriter(
                new StreamWriter(
                        new FileOutputStream(FileDescriptor.err),
                        charsetOf(isTerminal(2)),
                        SystemTerminal::nowhereToSayIt),
                true);
    }

    private static void end(OutputFailure failure) {
        throw failure;
    }

    private static void nowhereToSayIt(OutputFailure failure) {
        // The command goes on to what it is for.
    }

    /** Java and a native executable do not agree on what a locale without a name is; POSIX does. */
    private static boolean isPlain(Environment environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .flatMap(name -> environment.variable(name).stream())
                .findFirst()
                .filter(PLAIN_LOCALES::contains)
                .isPresent();
    }

    /** A file is read elsewhere: there, ASCII is only part of UTF-8. */
    private Charset charsetOf(boolean isShown) {
        return isShown || !charset.equals(StandardCharsets.US_ASCII) ? charset : StandardCharsets.UTF_8;
    }

    /** Java tells of input and output together where a stream leads; it is asked where the system does not tell. */
    private static boolean isTerminal(int stream) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(stream)))
                    .toString();
            return TERMINAL.matcher(target).matches();
        } catch (IOException | UnsupportedOperationException unknown) {
            return console().isPresent();
        }
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public boolean isRead() {
        return !PipeReader.isGone();
    }

    @Override
    public boolean isInteractive() {
        return isInteractive;
    }

    @Override
    public boolean isUnicode() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    @Override
    public int columns() {
        return size("columns", USUAL_COLUMNS);
    }

    @Override
    public int rows() {
        return size("rows", USUAL_ROWS);
    }

    /** The size, asked for each time, as windows change. */
    private int size(String of, int usual) {
        if (!isInteractive) {
            return usual;
        }
        return ControllingTerminal.stty("size")
                .map(text -> SIZE.matcher(text.strip()))
                .filter(Matcher::matches)
                .map(size -> Integer.parseInt(size.group(of)))
                .filter(places -> places > 0)
                .map(places -> Math.min(places, MAX_PLACES))
                .orElse(usual);
    }

    @Override
    public Optional<String> ask(String question) {
        return asked(terminal -> terminal.ask(question), console -> console.readLine("%s", question));
    }

    @Override
    public Optional<String> askHidden(String question) {
        return asked(
                terminal -> terminal.askHidden(question),
                console -> Optional.ofNullable(console.readPassword("%s", question))
                        .map(String::new)
                        .orElse(null));
    }

    private static Optional<String> asked(
            Function<ControllingTerminal, Optional<String>> question, Function<Console, String> otherwise) {
        Optional<ControllingTerminal> terminal = ControllingTerminal.open();
        if (terminal.isEmpty()) {
            return console().map(otherwise);
        }
        try (ControllingTerminal open = terminal.get()) {
            return question.apply(open);
        }
    }

    @Override
    public Optional<String> inputLine() {
        return InputLine.read(System.in, InputLine.charset());
    }
}
