package io.papertrader.cli;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Converters;
import io.papertrader.cli.command.LostCharacters;
import io.papertrader.cli.view.OutputFailure;
import io.papertrader.cli.view.Paint;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Terminal;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Builds the command from its parts. */
@Singleton
final class CommandLines {
    /** In fewer columns there would be no room for the meanings of options. */
    private static final int NARROWEST_HELP = 55;

    /** Lines that are longer are hard to read, however wide the screen is. */
    private static final int WIDEST_HELP = 100;

    private static final int USUAL_HELP = 80;

    private final FailureReport failures;
    private final Terminal terminal;
    private final Screen screen;

    CommandLines(FailureReport failures, Terminal terminal, Screen screen) {
        this.screen = screen;
        this.failures = failures;
        this.terminal = terminal;
    }

    /** Runs what the arguments say; gives the exit code. */
    int run(PaperTraderCommand top, CommandLine.IFactory factory, String... arguments) {
        try {
            for (String argument : arguments) {
                LostCharacters.refuse(argument, "An argument");
            }
            // Kept until the end: picocli would take a failure to print it for a defect.
            StringWriter help = new StringWriter();
            int exitCode = create(top, factory, arguments)
                    .setOut(new PrintWriter(help, true))
                    .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
            if (help.getBuffer().length() > 0) {
                screen.raw(help.toString());
            }
            return exitCode;
        } catch (CommandFailure | OutputFailure failure) {
            return failures.report(failure);
        }
    }

    /** Help is written before the options are read. */
    private Help.Ansi ansi(String... arguments) {
        boolean isPlain = List.of(arguments).contains("--no-color") || screen.paint() == Paint.PLAIN;
        return isPlain ? Help.Ansi.OFF : Help.Ansi.ON;
    }

    /** The terminal is asked for its width for that alone. */
    private static boolean isHelp(String... arguments) {
        return arguments.length == 0
                || List.of(arguments).contains("--help")
                || List.of(arguments).contains("-h");
    }

    /** The command with as much below it as these arguments may mean. */
    private CommandLine create(PaperTraderCommand top, CommandLine.IFactory factory, String... arguments) {
        CommandLine command = new CommandLine(top, factory);
        Subcommands.addTo(command, arguments);
        Converters.register(command);
        return command.setErr(terminal.err())
                .setUsageHelpWidth(
                        isHelp(arguments) ? Math.clamp(screen.columns(), NARROWEST_HELP, WIDEST_HELP) : USUAL_HELP)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(ansi(arguments)))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }
}
