package io.papertrader.node.config;

import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Settings that keep a server from starting, each in a line that says where it stands and what is wrong with it. */
public final class RefusedSettings {
    private static final Pattern BAD = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern MISSING =
            Pattern.compile("The config property (\\S+) is required but it could not be found");
    private static final Pattern EMPTY = Pattern.compile("The config property (\\S+) is defined as the empty String");

    private RefusedSettings() {}

    /** A line for each. */
    public static List<String> lines(ConfigValidationException refused) {
        return lines(refused, SettingPlace.ofThisProcess());
    }

    static List<String> lines(ConfigValidationException refused, SettingPlace place) {
        return IntStream.range(0, refused.getProblemCount())
                .mapToObj(refused::getProblem)
                .map(problem -> line(problem.getMessage(), place))
                .toList();
    }

    private static String line(String problem, SettingPlace place) {
        Matcher bad = BAD.matcher(problem);
        if (bad.find()) {
            return "%s is \"%s\": %s.".formatted(place.of(bad.group(1)), bad.group(2), withoutStop(bad.group(3)));
        }
        Matcher missing = MISSING.matcher(problem);
        if (missing.find()) {
            return "%s is not set, and has no default.".formatted(place.of(missing.group(1)));
        }
        Matcher empty = EMPTY.matcher(problem);
        return empty.find() ? "%s is set to nothing.".formatted(place.of(empty.group(1))) : problem;
    }

    private static String withoutStop(String reason) {
        String line = reason.strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
