package io.papertrader.master.leadership;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Ends the process: in order, and by force where that takes too long, for a master without the lock must not stay. */
@ApplicationScoped
public class Exit {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Begins to end; returns at once. */
    public void with(int code) {
        Thread.ofPlatform().daemon().name("exit").start(() -> {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            Runtime.getRuntime().halt(code);
        });
        Quarkus.asyncExit(code);
    }
}
