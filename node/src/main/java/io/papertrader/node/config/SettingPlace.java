package io.papertrader.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The place where an operator wrote a setting, looked for in the order in which a server's sources count. */
record SettingPlace(Map<String, String> environment, Path folder) {
    private static final String VARIABLES = ".env";
    private static final String PROPERTIES = "config/application.properties";

    static SettingPlace ofThisProcess() {
        return new SettingPlace(System.getenv(), Path.of("").toAbsolutePath());
    }

    /** The variable of a property: {@code PAPERTRADER_UPDATE_INTERVAL} of {@code papertrader.update-interval}. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The setting by the name that it has there, and its place where that is a file. */
    String of(String property) {
        String variable = variable(property);
        if (System.getProperty(property) != null) {
            return "-D" + property;
        }
        if (environment.containsKey(variable)) {
            return variable;
        }
        return line(VARIABLES, variable).or(() -> line(PROPERTIES, property)).orElse(variable + " (" + property + ")");
    }

    private Optional<String> line(String file, String name) {
        Path path = folder.resolve(file);
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException notThere) {
            return Optional.empty();
        }
        return IntStream.range(0, lines.size())
                .filter(number -> isOf(lines.get(number), name))
                .mapToObj(number -> name + " (" + path + ", line " + (number + 1) + ")")
                .findFirst();
    }

    private static boolean isOf(String line, String name) {
        String[] parts = line.strip().split("[=:]", 2);
        return parts.length == 2 && parts[0].strip().equals(name);
    }
}
