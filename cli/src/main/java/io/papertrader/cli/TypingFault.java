package io.papertrader.cli;

import io.papertrader.cli.command.Converters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A sentence about what was typed and is not understood, in the words of the help. */
final class TypingFault {
    /** A number may have a sign. */
    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z]");

    /** The beginning that picocli gives to the sentence of a converter, which begins with what was typed. */
    private static final Pattern OF_CONVERTER =
            Pattern.compile("Invalid value for .*?: (?<sentence>'.*)", Pattern.DOTALL);

    private static final Pattern EXCLUSIVE = Pattern.compile("(?<names>.*) are mutually exclusive.*", Pattern.DOTALL);

    /** Of several that are missing picocli's exception has the first alone, and its message all of them. */
    private static final Pattern NAMED = Pattern.compile("'(?<name>[^'=]+)[^']*'");

    /** The beginnings of what picocli says where the arguments end, or an option or a command comes, before a value. */
    private static final Pattern WITHOUT_VALUE =
            Pattern.compile("(Missing required|Expected) parameter for option.*", Pattern.DOTALL);

    /** Letters by which a name may differ from what was meant. */
    private static final int FEW = 2;

    private TypingFault() {}

    static String sentence(ParameterException failure) {
        return switch (failure) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing);
            case MutuallyExclusiveArgsException exclusive -> exclusive(message(exclusive));
            case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given twice.";
            default ->
                Optional.ofNullable(failure.getArgSpec())
                        .map(argument -> value(argument, failure))
                        .orElseGet(() -> ofCommand(failure));
        };
    }

    private static String message(ParameterException failure) {
        String message = String.valueOf(failure.getMessage()).replaceFirst("^Error: ", "");
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String ofCommand(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        boolean isSubcommandMissing = message(failure).startsWith("Missing required subcommand");
        return isSubcommandMissing
                ? command.getCommandSpec().qualifiedName() + " needs a command: "
                        + listed(command.getSubcommands().keySet(), " or ") + "."
                : message(failure);
    }

    /** An optional argument that is out of its bounds counts as unmatched; the value itself knows why. */
    private static String unmatched(UnmatchedArgumentException failure) {
        String typed = failure.getUnmatched().getFirst();
        if (OPTION.matcher(typed).lookingAt()) {
            return "There is no option '" + typed + "'." + suggestion(typed, failure);
        }
        return refusal(typed, failure)
                .orElseGet(() -> failure.getCommandLine().getSubcommands().isEmpty()
                        ? "'" + typed + "' is one argument too many."
                        : "There is no command '" + typed + "'." + suggestion(typed, failure));
    }

    private static Optional<String> refusal(String typed, UnmatchedArgumentException failure) {
        return failure.getCommandLine().getCommandSpec().positionalParameters().stream()
                .map(positional -> positional.auxiliaryTypes()[0])
                .flatMap(type -> Converters.refusal(type, typed).stream())
                .findFirst();
    }

    private static String suggestion(String typed, UnmatchedArgumentException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        return Stream.of(command.subcommands(), command.optionsMap())
                .flatMap(names -> names.keySet().stream())
                .filter(name -> strangers(typed, name) <= Math.min(FEW, typed.length() / 2))
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

    private static String missing(MissingParameterException failure) {
        if (WITHOUT_VALUE.matcher(message(failure)).matches()) {
            ArgSpec option = failure.getMissing().getFirst();
            return name(option) + " needs a value: " + option.paramLabel() + ".";
        }
        List<String> names = NAMED.matcher(message(failure))
                .results()
                .map(name -> name.group("name"))
                .toList();
        return switch (names.size()) {
            case 0 -> message(failure);
            case 1 -> names.getFirst() + " is missing.";
            default -> listed(names, " and ") + " are missing.";
        };
    }

    private static String exclusive(String message) {
        Matcher names = EXCLUSIVE.matcher(message);
        return names.matches()
                ? names.group("names").replace(", ", " and ") + " exclude each other: give one of them."
                : message;
    }

    private static String value(ArgSpec argument, ParameterException failure) {
        if (argument.isOption() && argument.arity().max() == 0) {
            return name(argument) + " takes no value.";
        }
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            List<String> constants =
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
            return name(argument) + " must be " + listed(constants, " or ") + ".";
        }
        Matcher converter = OF_CONVERTER.matcher(message(failure));
        return converter.matches() ? name(argument) + " " + converter.group("sentence") : message(failure);
    }

    private static String listed(Collection<String> names, String last) {
        List<String> all = List.copyOf(names);
        return all.size() == 1
                ? all.getFirst()
                : String.join(", ", all.subList(0, all.size() - 1)) + last + all.getLast();
    }
}
