package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A launcher that cannot start, and says so in a line. */
class LauncherIT {
    /** Goes to a folder with an e acute in its name, in UTF-8, whatever the locale of this test. */
    private static final String IN_AN_ACCENTED_FOLDER =
            "cd \"$1\" && f=$(printf '\\303\\251') && mkdir $f && cd $f && shift && exec \"$@\"";

    /** A user who has no entry in /etc/passwd. */
    private static final String NUMBER = "48151";

    @TempDir
    Path home;

    @Test
    @EnabledOnOs(OS.LINUX)
    void endsAtOnceInAFolderThatTheLocaleCannotName() throws Exception {
        ProcessBuilder launcher = RunningNetwork.launcher(home.resolve("data"), Map.of("LC_ALL", "C"));
        launcher.environment().remove("PAPERTRADER_HOME");
        List<String> command = new ArrayList<>(List.of("sh", "-c", IN_AN_ACCENTED_FOLDER, "sh", home.toString()));
        command.addAll(launcher.command());

        RunningNetwork.Result ended = RunningNetwork.run(launcher.command(command));

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).hasLineCount(1).contains("The name of this folder", "set LC_ALL=C.UTF-8");
        try (var left = Files.list(home)) {
            assertThat(left).as("no folder named ??").hasSize(1);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void endsAtOnceWithADataFolderThatTheLocaleCannotName() throws Exception {
        ProcessBuilder launcher = RunningNetwork.launcher(home, Map.of("LC_ALL", "C"));
        List<String> command = new ArrayList<>(List.of(
                "sh", "-c", "export PAPERTRADER_HOME=\"$PAPERTRADER_HOME/$(printf '\\303\\251')\"; exec \"$@\"", "sh"));
        command.addAll(launcher.command());

        RunningNetwork.Result ended = RunningNetwork.run(launcher.command(command));

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).hasLineCount(1).contains("the folder in PAPERTRADER_HOME", "set LC_ALL=C.UTF-8");
    }

    /** A container may be started with a number for its user. It takes root to be somebody without a name. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void startsForAUserWithoutAName() throws Exception {
        List<String> somebody = List.of("setpriv", "--reuid=" + NUMBER, "--regid=" + NUMBER, "--clear-groups");
        ProcessBuilder launcher = RunningNetwork.launcher(home, Map.of());
        assumeTrue(succeeds(somebody, "test", "-r", launcher.command().getLast()), "needs root and a readable build");
        assumeTrue(succeeds(somebody, "unshare", "-U", "--map-user=65534", "true"), "needs user namespaces");
        RunningNetwork.run(new ProcessBuilder("chown", NUMBER, home.toString())).expectDone();
        List<String> command = new ArrayList<>(somebody);
        command.addAll(launcher.command());

        try (RunningNetwork network = RunningNetwork.start(home, launcher.command(command))) {
            assertThat(network.stop()).isZero();
        }
    }

    private static boolean succeeds(List<String> prefix, String... program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(program));
        try {
            return RunningNetwork.run(new ProcessBuilder(command)).exit() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** A launcher without its libraries, which nobody expects. */
    @Test
    void tellsInALineWhatItDidNotExpect() throws Exception {
        Path alone = home.resolve("launcher.jar");
        ProcessBuilder launcher = RunningNetwork.launcher(home.resolve("data"), Map.of());
        Files.copy(Path.of(launcher.command().getLast()), alone, StandardCopyOption.REPLACE_EXISTING);
        launcher.command().set(launcher.command().size() - 1, alone.toString());

        RunningNetwork.Result ended = RunningNetwork.run(launcher);

        Path log = home.resolve("data/log/launcher.log");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .hasLineCount(1)
                .startsWith("The launcher failed (java.lang.NoClassDefFoundError")
                .contains(log.toString());
        assertThat(log).content().contains("NoClassDefFoundError", "\tat io.papertrader.standalone.");
    }
}
