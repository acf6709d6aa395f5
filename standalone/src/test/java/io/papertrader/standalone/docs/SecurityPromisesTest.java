package io.papertrader.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each promise of {@code docs/SECURITY.md} has tests, and the names of these are true. */
class SecurityPromisesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW =
            Pattern.compile("\\| (?<promise>[^|-][^|]*) \\|[^|]*\\| (?<tests>(?!held by)[^|]*) \\|");
    private static final Pattern HEAD_OR_RULE = Pattern.compile("\\|[^|]*\\|[^|]*\\| (held by|---) \\|");

    /**
     * {@code LoginTest}, {@code LoginTest.startsSession}, or {@code .startsSession} behind a test of the same class.
     */
    private static final Pattern NAME = Pattern.compile("`(?<type>[A-Z]\\w+)?(\\.(?<method>\\w+))?`");

    @Test
    void areHeldByTestsThatAreThere() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        List<Matcher> rows = Files.readAllLines(ROOT.resolve("docs/SECURITY.md")).stream()
                .filter(line -> line.startsWith("|"))
                .filter(line -> !HEAD_OR_RULE.matcher(line).matches())
                .map(ROW::matcher)
                .toList();

        for (Matcher row : rows) {
            missing.addAll(
                    row.matches()
                            ? missing(row.group("promise"), row.group("tests"), sources)
                            : List.of("no row of a promise: " + row));
        }

        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(missing).isEmpty();
    }

    /** The names of a row that are no test's, or the row where it has none. */
    private static List<String> missing(String promise, String tests, Map<String, String> sources) {
        List<String> missing = new ArrayList<>();
        String source = "";
        int named = 0;
        for (Matcher name = NAME.matcher(tests); name.find(); named++) {
            if (name.group("type") != null) {
                source = sources.getOrDefault(name.group("type"), "");
            }
            String method = name.group("method");
            if (source.isEmpty() || (method != null && !isTest(method, source))) {
                missing.add(promise + ": " + name.group());
            }
        }
        return named == 0 ? List.of(promise + ": no test") : missing;
    }

    /** True where the method stands behind the annotation of a test, with nothing but other annotations between. */
    private static boolean isTest(String method, String source) {
        return Pattern.compile("@(Test|ParameterizedTest)\\b[^;]*\\bvoid " + method + "\\(")
                .matcher(source)
                .find();
    }

    /** The text of each test by its class; of those of one name in two modules, both. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityPromisesTest::tests)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            SecurityPromisesTest::read,
                            String::concat));
        }
    }

    private static Stream<Path> tests(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*(Test|IT)\\.java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
