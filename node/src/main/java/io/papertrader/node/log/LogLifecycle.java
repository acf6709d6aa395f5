package io.papertrader.node.log;

import io.papertrader.node.NodeConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;

/** Begins the event log before anything else of a server starts, and ends it after all else has stopped. */
@ApplicationScoped
public class LogLifecycle {
    private static final int FIRST = 1;
    private static final int LAST = Integer.MAX_VALUE;

    @Produces
    @Singleton
    EventLog log(NodeConfig node, LogConfig config, InstantSource time) throws IOException {
        var folder = Files.createDirectories(node.directory().resolve("log"));
        LogSettings settings = new LogSettings(
                folder.resolve("events.log"),
                config.memorySize(),
                config.maxFileSize(),
                config.oldFiles(),
                config.writeInterval());
        return new EventLog(settings, time);
    }

    void start(@Observes @Priority(FIRST) StartupEvent event, EventLog log, Vertx vertx) throws IOException {
        log.start();
        CrashDump crashDump = new CrashDump(log, Runtime.getRuntime()::halt);
        crashDump.install();
        // Event loops catch what their handlers throw, so a thread's own handler would never hear of it.
        vertx.exceptionHandler(thrown -> crashDump.uncaughtException(Thread.currentThread(), thrown));
        HangUp.handle(log::reopen);
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent event, EventLog log) {
        log.close();
    }
}
