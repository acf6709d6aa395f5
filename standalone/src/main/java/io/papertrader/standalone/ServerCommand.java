package io.papertrader.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command line and the additions to the environment with which a server is started. */
record ServerCommand(String name, List<String> command, Map<String, String> environment) {

    /** Both servers share one machine with the person who tries them out: little memory, quick to start. */
    private static final List<String> FLAGS = List.of(
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /**
     * Ctrl-C in a terminal goes to every process started there. A server that ignores it, as this shell makes it do, is
     * stopped by the launcher, in order.
     */
    private static final List<String> IGNORING_INTERRUPTS = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    ServerCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    static ServerCommand of(String name, Path install, String heap, Map<String, String> environment) throws StartFault {
        Path jar = install.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (Files.notExists(jar)) {
            throw new StartFault("The %s is not built (%s is missing): run \"make build\" first.".formatted(name, jar));
        }
        List<String> arguments = new ArrayList<>();
        arguments.add("-Xmx" + heap);
        arguments.addAll(FLAGS);
        arguments.add("-jar");
        arguments.add(jar.toString());
        return new ServerCommand(name, java(arguments), environment);
    }

    /** The Java that runs the launcher, away from the terminal's interrupts. */
    static List<String> java(List<String> arguments) {
        boolean isWindows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(isWindows ? List.of() : IGNORING_INTERRUPTS);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return command;
    }
}
