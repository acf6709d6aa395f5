package io.papertrader.node.log;

import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/**
 * SIGHUP, which logrotate sends when it has moved a log away. Java's class for signals is outside its API, so that a
 * compiler that takes no warnings does not take it: it is reached by name.
 */
final class HangUp {
    private static final Logger LOG = Logger.getLogger(HangUp.class);

    private HangUp() {}

    /** Does this on each SIGHUP from now on, instead of ending. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), listener);
        } catch (ReflectiveOperationException noSuchSignal) {
            LOG.debugf("The log is not reopened by a signal on this system: %s", noSuchSignal);
        }
    }
}
