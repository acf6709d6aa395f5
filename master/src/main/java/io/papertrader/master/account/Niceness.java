package io.papertrader.master.account;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.jboss.logging.Logger;

/**
 * The niceness of a thread: how readily it leaves a processor to others that want it. Java's own priorities change
 * nothing on Linux, where each thread has a niceness (setpriority(2)); elsewhere it belongs to the whole process, and
 * stays as it is.
 */
final class Niceness {
    private static final Logger LOG = Logger.getLogger(Niceness.class);

    /** On a processor that both want, a thread of niceness 0 has three times as much. */
    private static final int YIELDING = 5;

    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private Niceness() {}

    /** Lets the thread that calls this work on what no other thread wants to use. */
    static void yieldToOthers() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            int failed = (int) setPriority().invokeExact(PRIO_PROCESS, THIS_THREAD, YIELDING);
            LOG.debugf("The niceness of %s was %s", Thread.currentThread().getName(), failed == 0 ? "set" : "refused");
        } catch (Throwable unavailable) {
            LOG.debug("The niceness of a thread cannot be set here", unavailable);
        }
    }

    /** Looked up when it is needed: an executable has the addresses of the machine that it runs on. */
    @SuppressWarnings("restricted") // A call into the C library: three numbers in, one out.
    private static MethodHandle setPriority() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setpriority"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    }
}
