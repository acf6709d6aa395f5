package io.papertrader.bench.update;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The metrics of a running master, as it tells them on its HTTP port. */
record MasterMetrics(int port) {
    private static final String TIMER = "papertrader_update_seconds_";

    /** The updates so far. */
    record Updates(long count, double seconds) {}

    Updates updates() throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/q/metrics").toURL().openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Updates((long) value(text, "count"), value(text, "sum"));
        }
    }

    private static double value(String text, String name) throws IOException {
        return text.lines()
                .filter(line -> line.startsWith(TIMER + name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("the master tells no " + TIMER + name));
    }
}
