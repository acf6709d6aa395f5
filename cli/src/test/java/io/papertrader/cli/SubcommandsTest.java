package io.papertrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is modelled alone, as it is when the line begins with it, is the same as among all. */
class SubcommandsTest {
    private static final String OPTION_OF_ALL = "--json";

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(named()).hasSize(23).startsWith("register", "login").endsWith("completion", "manual");
    }

    @Test
    void commandAloneIsTheSameAsAmongAll() {
        for (String name : named()) {
            assertThat(cli.run(name, "--help"))
                    .isEqualTo(cli.run(OPTION_OF_ALL, name, "--help"))
                    .satisfies(help -> assertThat(help.out()).contains("papertrader " + name));
        }
    }

    @Test
    void whatIsPrintedOfAllCommandsHasThemAll() {
        assertThat(cli.run("completion").out()).contains(named());
        assertThat(cli.run("manual").out()).contains(named());
    }

    @Test
    void commandWithoutArgumentsShowsTheHelp() {
        assertThat(cli.run()).isEqualTo(cli.run("--help"));
        assertThat(cli.run().exitCode()).isZero();
    }

    @Test
    void mistypedOptionIsCalledOne() {
        for (String line :
                List.of("quote --jsno", "chart AAPL --jsno", "watch --jsno", "info --jsno", "buy AAPL 1 --wiat")) {
            Cli.Run run = cli.run(line.split(" "));

            assertThat(run.exitCode()).as(line).isEqualTo(2);
            assertThat(run.err()).as(line).contains("Unknown option: '--", "Did you mean --");
        }
    }

    @Test
    void mistypedCommandIsToldWhatThereIs() {
        Cli.Run run = cli.run("qoute", "AAPL");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("qoute", "Did you mean quote?", "papertrader --help");
    }

    private List<String> named() {
        return cli.run("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.startsWith("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank() && !line.startsWith("Exit"))
                .filter(line -> line.matches("  \\S.*"))
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .toList();
    }
}
