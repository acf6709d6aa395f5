package io.papertrader.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The built servers, and how one of them is started. */
sealed interface Programs {

    /** Jars, below the repository they were built in; run by the Java that runs the launcher. */
    record Jars(Path repository, AotCache cache) implements Programs {

        /** Both servers share one machine with the person who tries them out: little memory, quick to start. */
        private static final List<String> FLAGS = List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

        @Override
        public List<String> command(String server, String heap) throws StartFault {
            Path jar = built(server, repository.resolve(server).resolve("target/quarkus-app/quarkus-run.jar"), "build");
            return Stream.of(List.of(java(), "-Xmx" + heap), FLAGS, cache.flags(jar), List.of("-jar", jar.toString()))
                    .flatMap(List::stream)
                    .toList();
        }

        @Override
        public Duration stopPatience() {
            return Programs.super.stopPatience().plus(cache.making());
        }
    }

    /** Native executables, in one folder. */
    record Executables(Path folder) implements Programs {

        @Override
        public List<String> command(String server, String heap) throws StartFault {
            Path executable = built(server, folder.resolve("papertrader-" + server), "native");
            return List.of(executable.toString(), "-Xmx" + heap);
        }
    }

    /** The command that runs a server, with at most so much heap. */
    List<String> command(String server, String heap) throws StartFault;

    /** The time that a server has to stop in order. */
    default Duration stopPatience() {
        return Duration.ofSeconds(15);
    }

    /** The Java that runs the launcher. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path built(String server, Path program, String target) throws StartFault {
        if (Files.notExists(program)) {
            throw new StartFault(
                    "The %s is not built (%s is missing): run \"make %s\" first.".formatted(server, program, target));
        }
        return program;
    }
}
