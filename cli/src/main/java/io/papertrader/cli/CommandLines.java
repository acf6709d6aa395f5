package io.papertrader.cli;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Converters;
import io.papertrader.cli.command.LostCharacters;
import io.papertrader.cli.view.Terminal;
import jakarta.inject.Singleton;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Builds the command from its parts. */
@Singleton
final class CommandLines {
    private final FailureReport failures;
    private final Terminal terminal;

    CommandLines(FailureReport failures, Terminal terminal) {
        this.failures = failures;
        this.terminal = terminal;
    }

    /** Runs what the arguments say; gives the exit code. */
    int run(PaperTraderCommand top, CommandLine.IFactory factory, String... arguments) {
        try {
            for (String argument : arguments) {
                LostCharacters.refuse(argument, "An argument");
            }
            return create(top, factory, arguments).execute(arguments);
        } catch (CommandFailure unreadable) {
            return failures.report(unreadable);
        }
    }

    /** The command with as much below it as these arguments may mean. */
    private CommandLine create(PaperTraderCommand top, CommandLine.IFactory factory, String... arguments) {
        CommandLine command = new CommandLine(top, factory);
        Subcommands.addTo(command, arguments);
        Converters.register(command);
        return command.setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(terminal.isInteractive() ? Help.Ansi.AUTO : Help.Ansi.OFF))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }
}
