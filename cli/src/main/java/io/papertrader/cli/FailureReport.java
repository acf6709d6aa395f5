package io.papertrader.cli;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.view.OutputFailure;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.OutcomeUnknownException;
import io.papertrader.client.connection.PaperTraderException;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.client.connection.UnreachableException;
import io.papertrader.codec.wire.FailCode;
import jakarta.inject.Singleton;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed, in one line, and chooses the exit code. */
@Singleton
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String LOG_IN = " Type: papertrader login";

    private final Screen screen;

    FailureReport(Screen screen) {
        this.screen = screen;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure);
    }

    /** Tells of it, and gives the exit code. */
    int report(Exception failure) {
        ExitCode exitCode =
                switch (failure) {
                    case CommandFailure known ->
                        report(known.exitCode(), known.code(), String.valueOf(known.getMessage()));
                    case PaperTraderException network -> report(network);
                    case OutputFailure output when output.isReaderGone() -> ExitCode.OUTPUT;
                    case OutputFailure output ->
                        report(
                                ExitCode.OUTPUT,
                                "OUTPUT",
                                "The standard output cannot be written: " + output.getMessage() + ".");
                    default -> report(ExitCode.INTERNAL, "INTERNAL", failure.toString());
                };
        return exitCode.number();
    }

    private ExitCode report(PaperTraderException failure) {
        String code = failure.code().name();
        return switch (failure) {
            case RefusedException refusal
            when refusal.code() == FailCode.BAD_SESSION ->
                report(ExitCode.NOT_LOGGED_IN, code, refusal.reason() + LOG_IN);
            case RefusedException refusal -> report(exitCode(refusal), code, refusal.reason());
            case UnreachableException unreachable -> report(ExitCode.UNREACHABLE, code, unreachable.reason());
            case OutcomeUnknownException unknown -> report(ExitCode.UNREACHABLE, code, unknown.reason());
        };
    }

    /** A worker that answers for a master that is away says so. */
    private static ExitCode exitCode(RefusedException refusal) {
        return switch (refusal.code()) {
            case UNAVAILABLE -> ExitCode.UNREACHABLE;
            case BAD_ARGUMENT -> ExitCode.USAGE;
            default -> ExitCode.REFUSED;
        };
    }

    private ExitCode report(ExitCode exitCode, String code, String reason) {
        screen.fault(code, reason);
        return exitCode;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        screen.fault(
                "USAGE",
                TypingFault.sentence(failure) + " Type: "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.number();
    }
}
