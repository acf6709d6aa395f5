package io.papertrader.bench.start;

import java.util.List;
import java.util.Locale;

/** The results as a Markdown table. */
record Report(List<Starts> results, int times) {
    private static final double KIB_A_MIB = 1024;
    private static final double BYTES_A_MB = 1e6;

    String markdown() {
        StringBuilder text = new StringBuilder("""
                | program | form | median ms | maximum ms | aim ms | beside nats-server | resident MiB | size MB |
                | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        results.forEach(starts -> text.append(row(starts)));
        return text.append('\n')
                .append(times)
                .append(" starts each, one after another.\n")
                .toString();
    }

    private String row(Starts starts) {
        Subject subject = starts.subject();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %s | %s | %s | %.1f |%n",
                subject.name(),
                subject.kind(),
                starts.median(),
                starts.maximum(),
                subject.target().map(String::valueOf).orElse(""),
                ratio(starts),
                starts.residentKib() == 0 ? "" : String.format(Locale.ROOT, "%.1f", starts.residentKib() / KIB_A_MIB),
                starts.fileBytes() / BYTES_A_MB);
    }

    private String ratio(Starts starts) {
        return results.stream()
                .filter(peer -> peer.subject().name().equals("nats-server"))
                .findFirst()
                .map(peer -> String.format(Locale.ROOT, "%.1fx", starts.median() / peer.median()))
                .orElse("");
    }
}
