package io.papertrader.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The command line and the additions to the environment with which a server is started.
 *
 * @param stopPatience the time that it has to stop when it is asked to
 */
record ServerCommand(String name, List<String> command, Map<String, String> environment, Duration stopPatience) {

    /**
     * Ctrl-C in a terminal goes to every process started there. A server that ignores it, as this shell makes it do, is
     * stopped by the launcher, in order.
     */
    private static final List<String> IGNORING_INTERRUPTS = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    ServerCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A command that is kept away from the terminal's interrupts. */
    static ServerCommand shielded(
            String name, List<String> program, Map<String, String> environment, Duration stopPatience) {
        boolean isWindows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(isWindows ? List.of() : IGNORING_INTERRUPTS);
        command.addAll(program);
        return new ServerCommand(name, command, environment, stopPatience);
    }
}
