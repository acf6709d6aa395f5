package io.papertrader.node.log;

import java.util.function.IntConsumer;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * The end of a thread by an exception that nobody caught: it is logged, the log's memory is written to the file, and
 * after an {@link Error} the process ends, for its state cannot be trusted any more (specification 3.1.1).
 */
public final class CrashDump implements Thread.UncaughtExceptionHandler {
    /** The exit code of a crash: "internal software error" of sysexits.h. */
    public static final int EXIT_CODE = 70;

    private static final Logger LOGGER = Logger.getLogger(CrashDump.class.getName());

    private final EventLog log;
    private final IntConsumer halt;

    /** Makes a handler that ends the process by the given means, which is {@code Runtime.getRuntime()::halt}. */
    public CrashDump(EventLog log, IntConsumer halt) {
        this.log = log;
        this.halt = halt;
    }

    /** Makes this the handler of all threads that have none of their own. */
    public void install() {
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        // Each step may fail in its turn, when memory is gone for one; the last is taken all the same.
        try {
            LOGGER.log(Level.FATAL, "Thread " + thread.getName() + " ended by what nobody caught", thrown);
        } finally {
            try {
                log.flush();
            } finally {
                if (thrown instanceof Error) {
                    halt.accept(EXIT_CODE);
                }
            }
        }
    }
}
