package io.papertrader.bench.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ways to build a program. */
public enum Form {
    NATIVE("native"),
    AOT("JVM with AOT cache"),
    JVM("JVM");

    private final String label;

    Form(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The executable, or the folder of the jars. */
    public Path file(Path repository, String program) {
        return this == NATIVE
                ? repository.resolve("dist").resolve(program.equals("cli") ? "papertrader" : "papertrader-" + program)
                : repository.resolve(program).resolve("target/quarkus-app");
    }

    public boolean isBuilt(Path repository, String program) {
        return Files.exists(file(repository, program));
    }

    /** The command that starts it, without arguments; the flags are for a Java alone. */
    public List<String> command(Path repository, String program, List<String> javaFlags) {
        Path file = file(repository, program);
        if (this == NATIVE) {
            return List.of(file.toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaFlags);
        if (this == AOT) {
            command.add("-XX:AOTCache=" + file.resolve("app.aot"));
        }
        command.addAll(List.of("-jar", file.resolve("quarkus-run.jar").toString()));
        return List.copyOf(command);
    }
}
