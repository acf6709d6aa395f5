package io.papertrader.cli;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Converters;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.view.OutputFailure;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.OutcomeUnknownException;
import io.papertrader.client.connection.PaperTraderException;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.client.connection.UnreachableException;
import io.papertrader.codec.wire.FailCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells why a command failed, in one line, and chooses the exit code. */
@Singleton
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** A number may have a sign. */
    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z]");

    private static final int FEW = 2;

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
                sentence(reason(failure)) + " Type: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.number();
    }

    /** An optional argument that is out of its bounds counts as unmatched; the value itself knows why. */
    private static String reason(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(failure.getMessage());
        }
        boolean isOption = OPTION.matcher(unmatched.getUnmatched().getFirst()).lookingAt();
        Optional<String> refusal = isOption ? Optional.empty() : refusal(unmatched);
        return refusal.orElseGet(() -> sentence(String.valueOf(failure.getMessage())) + suggestion(unmatched));
    }

    private static String suggestion(UnmatchedArgumentException failure) {
        String typed = failure.getUnmatched().getFirst();
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        return Stream.of(command.subcommands(), command.optionsMap())
                .flatMap(names -> names.keySet().stream())
                .filter(name -> strangers(typed, name) <= FEW)
                .min(Comparator.comparingInt(name -> strangers(typed, name)))
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
    }

    /** The number of letters that one of the two has and the other has not: none where fingers only changed places. */
    private static int strangers(String typed, String name) {
        List<Integer> left = typed.chars().boxed().collect(Collectors.toCollection(ArrayList::new));
        int missing = (int)
                name.chars().boxed().filter(letter -> !left.remove(letter)).count();
        return missing + left.size();
    }

    private static Optional<String> refusal(UnmatchedArgumentException failure) {
        String text = failure.getUnmatched().getFirst();
        return failure.getCommandLine().getCommandSpec().positionalParameters().stream()
                .map(positional -> positional.auxiliaryTypes()[0])
                .flatMap(type -> Converters.refusal(type, text).stream())
                .findFirst();
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }
}
