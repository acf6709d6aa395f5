package io.papertrader.node.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import org.jboss.logmanager.Logger;

/** A process one of whose threads crashes while the main thread would go on for ever. */
final class CrashingServer {
    private CrashingServer() {}

    public static void main(String[] arguments) throws IOException {
        var settings = new LogSettings(Path.of(arguments[0]), 100, 1_000_000, 1, Duration.ofHours(1));
        var log = new EventLog(settings, InstantSource.system());
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            // Quarkus's handler keeps records back until a server has set its logging up.
            root.removeHandler(handler);
        }
        log.start();
        new CrashDump(log, Runtime.getRuntime()::halt).install();
        Logger.getLogger("io.papertrader.test").info("serving");
        Thread.ofPlatform().name("feature").start(() -> {
            throw new AssertionError("ledger does not balance");
        });
        while (true) {
            LockSupport.park();
        }
    }
}
