package io.papertrader.standalone.network;

import io.papertrader.standalone.LauncherCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs under test: the jars of this build or, where their folder is named, native executables. */
final class Built {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The flag of a Java that does without its optimising compiler. */
    static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** Their folder, below the repository; empty where the jars are tested. */
    static final String EXECUTABLES = executables(System.getProperty("papertrader.executables", ""));

    static {
        if (EXECUTABLES.isEmpty()) {
            Preparation.train();
        }
    }

    private Built() {}

    /** The command that starts a server; the last word is the program itself. */
    static List<String> server(String name) {
        return EXECUTABLES.isEmpty()
                ? LauncherCommand.ofJar(ROOT, name)
                : List.of(Path.of(EXECUTABLES, "papertrader-" + name).toString());
    }

    /** The same for a server that lives for seconds, in which the optimising compiler takes more than it gives. */
    static List<String> quickServer(String name) {
        List<String> command = new ArrayList<>(server(name));
        if (EXECUTABLES.isEmpty()) {
            command.add(1, QUICK);
        }
        return command;
    }

    /** The papertrader command. */
    static String command() {
        return EXECUTABLES.isEmpty()
                ? ROOT.resolve("papertrader").toString()
                : Path.of(EXECUTABLES, "papertrader").toString();
    }

    private static String executables(String folder) {
        return folder.isEmpty() ? "" : ROOT.resolve(folder).toString();
    }
}
