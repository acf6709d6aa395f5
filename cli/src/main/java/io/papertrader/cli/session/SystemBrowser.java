package io.papertrader.cli.session;

import io.papertrader.cli.command.Environment;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser that the desktop opens pages with: {@code xdg-open}, or {@code open} on a Mac. */
public final class SystemBrowser implements Browser {
    private final Environment environment;

    /** Looks for programs in the variable {@code PATH}. */
    public SystemBrowser(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean open(URI page) {
        boolean isMac = System.getProperty("os.name", "").startsWith("Mac");
        boolean isDesktop = isMac
                || environment.variable("DISPLAY").isPresent()
                || environment.variable("WAYLAND_DISPLAY").isPresent();
        // Without a desktop, xdg-open would begin a browser of text on this very terminal.
        return isDesktop
                && program(isMac ? "open" : "xdg-open")
                        .map(program -> start(program, page))
                        .orElse(false);
    }

    private Optional<Path> program(String name) {
        return environment.variable("PATH").stream()
                .flatMap(path -> Stream.of(path.split(File.pathSeparator, -1)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean start(Path program, URI page) {
        try {
            new ProcessBuilder(program.toString(), page.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noBrowser) {
            return false;
        }
    }
}
