package io.papertrader.bench.edge;

import io.papertrader.bench.start.Form;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The size of the measurements.
 *
 * @param forms the forms that are measured: executables, jars
 * @param parts the tables that are made
 * @param pairs the number of times that worker and Redis are measured in turn
 * @param time the length of each measurement
 * @param idleClients the number of clients that are logged in for the memory of one
 * @param tlsClients the same over TLS
 * @param orders the number of transactions of the history that a deaf client asks for
 * @param workers the number of workers that an update goes to
 * @param watchers the number of clients of all these workers that it is told to
 * @param updates the number of updates that are measured
 */
record Options(
        Set<Form> forms,
        Set<PartName> parts,
        int pairs,
        Duration time,
        int idleClients,
        int tlsClients,
        int orders,
        int workers,
        int watchers,
        int updates) {
    private static final Map<String, String> DEFAULTS = Map.of(
            "forms", "native,jvm",
            "parts", "reads,half,growth,idle,worst,guessers,fan",
            "pairs", "3",
            "seconds", "2",
            "idle", "10000",
            "tls", "2000",
            "orders", "4000",
            "workers", "20",
            "watchers", "2000",
            "updates", "20");

    /** The tables. */
    enum PartName {
        READS,
        HALF,
        GROWTH,
        IDLE,
        WORST,
        GUESSERS,
        FAN
    }

    Options {
        forms = Set.copyOf(forms);
        parts = Set.copyOf(parts);
    }

    /** Options from {@code name=value}; an empty value is as none. */
    static Options of(List<String> arguments) {
        Map<String, String> given = arguments.stream()
                .map(argument -> argument.split("=", 2))
                .filter(pair -> pair.length == 2 && !pair[1].isBlank())
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        if (!DEFAULTS.keySet().containsAll(given.keySet())) {
            throw new IllegalArgumentException("options are " + DEFAULTS.keySet() + ", not " + given.keySet());
        }
        return new Options(
                chosen(Form.class, value(given, "forms")),
                chosen(PartName.class, value(given, "parts")),
                number(given, "pairs"),
                Duration.ofMillis((long) (Double.parseDouble(value(given, "seconds")) * 1_000)),
                number(given, "idle"),
                number(given, "tls"),
                number(given, "orders"),
                number(given, "workers"),
                number(given, "watchers"),
                number(given, "updates"));
    }

    private static int number(Map<String, String> given, String name) {
        return Integer.parseInt(value(given, name));
    }

    private static String value(Map<String, String> given, String name) {
        return Objects.requireNonNull(given.getOrDefault(name, DEFAULTS.get(name)), name);
    }

    private static <E extends Enum<E>> Set<E> chosen(Class<E> type, String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }
}
