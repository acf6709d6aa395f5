package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private static final int INTERRUPTED = 130;
    private static final int KILLED = 137;

    @TempDir
    private Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void stopsInOrderAlthoughTheTerminalInterruptsItFirst() throws Exception {
        ServerProcess server = start("run", Duration.ofSeconds(30));
        long number = awaitNumber(server);
        kill(number, "INT");

        server.close();

        assertThat(server.exitCode()).isNotIn(INTERRUPTED, KILLED);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void endsByForceWhatDoesNotStop() throws Exception {
        ServerProcess server = start("hang", Duration.ofMillis(100));
        awaitNumber(server);

        server.close();

        assertThat(server.exitCode()).isEqualTo(KILLED);
    }

    @Test
    void tellsHowAServerEndedAndWhatItSaidLast() throws Exception {
        try (ServerProcess server = start("fail", Duration.ofSeconds(30))) {
            StartFault fault = server.ended();

            assertThat(fault)
                    .hasMessageContaining("The child ended (exit code 3).")
                    .hasMessageContaining(output().toString())
                    .hasMessageContaining("the disk is made of cheese");
        }
    }

    @Test
    void saysInALineHowAServerEnded() throws Exception {
        try (ServerProcess server = start("fail", Duration.ofSeconds(30))) {
            server.exitCode();

            assertThat(server.ending()).isEqualTo("ended with code 3: the disk is made of cheese");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysWhichSignalEndedAServer() throws Exception {
        try (ServerProcess server = start("run", Duration.ofSeconds(30))) {
            kill(awaitNumber(server), "KILL");
            server.exitCode();

            assertThat(server.ending()).isEqualTo("was ended by signal 9");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nextStartEndsAServerThatAKilledLauncherLeftAndThatDoesNotStop() throws Exception {
        try (ServerProcess server = start("hang", Duration.ofSeconds(30))) {
            new LeftOverServer(directory).note(server.handle());

            new LeftOverServer(directory).end(Duration.ofMillis(100));

            assertThat(server.exitCode()).isEqualTo(KILLED);
        }
    }

    @Test
    void nextStartLeavesAnotherProcessOfTheSameNumberAlone() throws Exception {
        try (ServerProcess server = start("run", Duration.ofSeconds(30))) {
            Files.writeString(directory.resolve("process"), server.handle().pid() + " 2020-02-02T02:02:02Z");

            new LeftOverServer(directory).end(Duration.ofMillis(100));

            assertThat(server.isAlive()).isTrue();
        }
    }

    private ServerProcess start(String behaviour, Duration stopPatience) throws Exception {
        List<String> program = List.of(
                Programs.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildProgram.class.getName(),
                behaviour);
        return ServerProcess.start(
                ServerCommand.shielded("child", program, Map.of(), stopPatience), OutputFile.open(output()));
    }

    private Path output() {
        return directory.resolve("child.out");
    }

    /** The child prints its number once it is ready to be stopped. */
    private long awaitNumber(ServerProcess server) throws IOException {
        StopSignal never = new StopSignal();
        while (!Files.readString(output()).endsWith("\n")) {
            assertThat(server.isAlive()).isTrue();
            never.await(Duration.ofMillis(10));
        }
        return Long.parseLong(Files.readString(output()).strip());
    }

    private static void kill(long number, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(number))
                        .start()
                        .waitFor())
                .isZero();
    }
}
