package io.papertrader.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The whole network on one machine, for as long as this program runs. */
public final class Standalone {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
    private static final int STOPPED_IN_TIME = 0;
    private static final int FAULT = 1;

    private Standalone() {}

    public static void main(String[] arguments) {
        // Some locales have digits of their own, which are no part of an address or a statement.
        Locale.setDefault(Locale.ROOT);
        StopSignal stop = new StopSignal();
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, exitCode), "stop"));
        exitCode.complete(run(stop));
        System.exit(exitCode.join());
    }

    /**
     * Runs on Ctrl-C, SIGTERM, and at the end of main. Halting gives the program's own exit code: one that was asked to
     * stop and did so has succeeded, which Java would call 130 or 143, and make an error.
     */
    private static void end(StopSignal stop, CompletableFuture<Integer> exitCode) {
        stop.request();
        int code = exitCode.completeOnTimeout(FAULT, STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        Runtime.getRuntime().halt(code);
    }

    private static int run(StopSignal stop) {
        LauncherLog log = LauncherLog.temporary();
        try {
            LauncherEnvironment environment = new LauncherEnvironment(System.getenv());
            FolderNames.of(environment).check();
            Settings settings = Settings.from(environment);
            log = LauncherLog.in(settings.home());
            new StartOrder(settings, new NewServerKeys(), UUID::randomUUID, stop, System.out).run();
            return STOPPED_IN_TIME;
        } catch (StartFault e) {
            return failed(stop, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(stop, "PaperTrader cannot go on: " + e);
        } catch (RuntimeException | Error e) {
            return failed(stop, log.write(e));
        }
    }

    /** Whatever fails while stopping was stopped: a start that is interrupted half-way succeeds at ending. */
    private static int failed(StopSignal stop, String message) {
        if (stop.isRequested()) {
            System.out.println("Stopped.");
            return STOPPED_IN_TIME;
        }
        System.err.println(message);
        return FAULT;
    }
}
