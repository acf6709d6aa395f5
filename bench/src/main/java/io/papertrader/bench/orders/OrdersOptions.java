package io.papertrader.bench.orders;

import io.papertrader.bench.start.Form;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The size of the measurements.
 *
 * @param form the form that is measured; executables where they are built, jars otherwise, where not said
 * @param parts the rows that are made
 * @param pairs the number of times that the network and its peer are measured in turn
 * @param time the length of each of these measurements
 * @param warmUp the length of the first load, which does not count
 * @param connections the number of clients that place orders, each of an account of its own
 * @param intervalSeconds the seconds between two updates of the values meanwhile
 * @param scale of pgbench: so many branches, more than its clients
 * @param sizes the numbers of orders that are queued when an update clears them
 * @param portfolios the number of portfolios that have the most of these orders; fewer orders are of as many fewer
 * @param all the number of portfolios that there are where memory is measured
 * @param active so many of them trade
 * @param assets in which they are
 * @param rate the number of orders a second that one client places while the most orders are cleared
 * @param heap the master's, as {@code -Xmx} has it
 * @param report the file whose section is written anew
 */
record OrdersOptions(
        Optional<Form> form,
        Set<PartName> parts,
        int pairs,
        Duration time,
        Duration warmUp,
        int connections,
        int intervalSeconds,
        int scale,
        List<Integer> sizes,
        int portfolios,
        int all,
        int active,
        int assets,
        int rate,
        String heap,
        Path report) {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("form", "auto"),
            Map.entry("parts", "market,accept,settle,portfolios,takeover"),
            Map.entry("pairs", "5"),
            Map.entry("seconds", "10"),
            Map.entry("warm-up", "10"),
            Map.entry("connections", "64"),
            Map.entry("interval", "2"),
            Map.entry("scale", "50"),
            Map.entry("sizes", "10000,100000,1000000"),
            Map.entry("portfolios", "100000"),
            Map.entry("all", "1000000"),
            Map.entry("active", "10000"),
            Map.entry("assets", "500"),
            Map.entry("rate", "100"),
            Map.entry("heap", "2g"),
            Map.entry("report", "docs/BENCHMARKS.md"));

    /** The rows, by what they need. */
    enum PartName {
        MARKET,
        ACCEPT,
        SETTLE,
        PORTFOLIOS,
        TAKEOVER
    }

    OrdersOptions {
        parts = Set.copyOf(parts);
        sizes = sizes.stream().sorted().toList();
    }

    /** Options from {@code name=value}; an empty value is as none. */
    static OrdersOptions of(List<String> arguments) {
        Map<String, String> values = new TreeMap<>(DEFAULTS);
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2 || !DEFAULTS.containsKey(pair[0])) {
                throw new IllegalArgumentException(
                        "options are name=value of " + DEFAULTS.keySet() + ", not " + argument);
            }
            if (!pair[1].isBlank()) {
                values.put(pair[0], pair[1].strip());
            }
        }
        return new OrdersOptions(
                form(word(values, "form")),
                parts(word(values, "parts")),
                number(values, "pairs"),
                seconds(values, "seconds"),
                seconds(values, "warm-up"),
                number(values, "connections"),
                number(values, "interval"),
                number(values, "scale"),
                words(word(values, "sizes")).map(Integer::valueOf).toList(),
                number(values, "portfolios"),
                number(values, "all"),
                number(values, "active"),
                number(values, "assets"),
                number(values, "rate"),
                word(values, "heap"),
                Path.of(word(values, "report")));
    }

    private static Optional<Form> form(String name) {
        return name.equals("auto") ? Optional.empty() : Optional.of(Form.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    private static Set<PartName> parts(String names) {
        return words(names)
                .map(name -> PartName.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PartName.class)));
    }

    private static Stream<String> words(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip);
    }

    private static String word(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private static int number(Map<String, String> values, String name) {
        return Integer.parseInt(word(values, name));
    }

    private static Duration seconds(Map<String, String> values, String name) {
        return Duration.ofMillis((long) (Double.parseDouble(values.get(name)) * 1_000));
    }
}
