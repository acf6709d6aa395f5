package io.papertrader.bench.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Linux lets a sleeping thread wake up to 50 microseconds late, unless the thread says that it minds. */
final class TimerSlack {
    private static final String NANOS = "1000";

    private TimerSlack() {}

    /**
     * Tightens the timers of the calling thread. Where that is not permitted, delays of the open loop are longer by up
     * to the slack.
     */
    static void tighten() {
        try {
            Path thread = Path.of("/proc/thread-self").toRealPath().getFileName();
            Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), NANOS);
        } catch (IOException notPermitted) {
            System.err.println("The open loop's clock stays coarse: " + notPermitted.getMessage());
        }
    }
}
