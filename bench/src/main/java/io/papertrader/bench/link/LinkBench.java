package io.papertrader.bench.link;

import io.papertrader.bench.edge.ReportTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the link's own work on one thread, as an executable where {@code target/bench-link} is one, and on the JVM.
 * Prints a Markdown table, and leaves it in {@code target/bench-link.md}. Argument: the repository.
 */
public final class LinkBench {
    private static final List<String> JAVA_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xmx256m", "--enable-native-access=ALL-UNNAMED");

    private static final double BYTES_A_MB = 1e6;
    private static final String NONE = "";

    private static final Map<String, String> AIMS = Map.of(
            "seal 100 bytes", "500 000 a second",
            "open 100 bytes", "500 000 a second",
            "seal 32768 bytes", "400 MB/s",
            "open 32768 bytes", "400 MB/s",
            "handshake, the master's side", "200 a second");

    private LinkBench() {}

    /** A line that {@link LinkLoops} printed. */
    private record Rate(double perSecond, double bytesPerSecond) {
        private String count() {
            return ReportTable.whole(perSecond);
        }

        private String megabytes() {
            return bytesPerSecond == 0 ? NONE : ReportTable.whole(bytesPerSecond / BYTES_A_MB);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path repository = Path.of(arguments[0]).toRealPath();
        Path executable = repository.resolve("target/bench-link");
        Map<String, Rate> ofJava = run(java());
        Map<String, Rate> ofExecutable =
                Files.isExecutable(executable) ? run(List.of(executable.toString())) : Map.of();
        String table = table(ofExecutable, ofJava).markdown();
        System.out.print(table);
        Files.writeString(repository.resolve("target/bench-link.md"), table);
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LinkLoops.class.getName()));
        return command;
    }

    private static ReportTable table(Map<String, Rate> ofExecutable, Map<String, Rate> ofJava) {
        ReportTable table = new ReportTable(
                "The link on one core", "what", "executable, a second", "MB/s", "JVM, a second", "MB/s", "aim");
        ofJava.forEach((what, jvm) -> {
            Rate own = ofExecutable.getOrDefault(what, new Rate(0, 0));
            table.row(
                    what,
                    ofExecutable.isEmpty() ? NONE : own.count(),
                    own.megabytes(),
                    jvm.count(),
                    jvm.megabytes(),
                    AIMS.getOrDefault(what, NONE));
        });
        return table;
    }

    private static Map<String, Rate> run(List<String> command) throws IOException, InterruptedException {
        Process loops = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(loops.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = loops.waitFor();
        if (exit != 0) {
            throw new IOException(command.getFirst() + " ended with " + exit);
        }
        Map<String, Rate> rates = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.split("\t", -1))
                .forEach(parts ->
                        rates.put(parts[0], new Rate(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]))));
        return rates;
    }
}
