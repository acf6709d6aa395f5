package io.papertrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            assertThat(run.err()).as(line).contains("There is no option '--", "Did you mean --");
        }
    }

    @Test
    void mistypedCommandIsToldWhatThereIs() {
        Cli.Run run = cli.run("qoute", "AAPL");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("qoute", "Did you mean quote?", "papertrader --help");
    }

    /** Each sentence names what was typed as the help does. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hitsory | There is no command 'hitsory'. Did you mean history? Type: papertrader --help",
                "admin wrkers list | There is no command 'wrkers'. Did you mean workers? Type: papertrader admin --help",
                "history extra | 'extra' is one argument too many. Type: papertrader history --help",
                "history -x | There is no option '-x'. Type: papertrader history --help",
                "history --limit | --limit needs a value: N. Type: papertrader history --help",
                "history --limit --json | --limit needs a value: N. Type: papertrader history --help",
                "--worker quote AAPL | --worker needs a value: HOST:PORT. Type: papertrader --help",
                "history --limit 0 | --limit '0' must be a whole number from 1 to 1,000,000. Type: papertrader history --help",
                "history --limit 1 --limit 2 | --limit is given twice. Type: papertrader history --help",
                "buy AAPL | QUANTITY is missing. Type: papertrader buy --help",
                "buy | SYMBOL and QUANTITY are missing. Type: papertrader buy --help",
                "buy AAPL ten | QUANTITY 'ten' must be a quantity of more than 0 and at most 92,233,720,368.54775807, as 10 or 0.5. Type: papertrader buy --help",
                "chart AAPL --day --week | --day and --week exclude each other: give one of them. Type: papertrader chart --help",
                "export history --format xml | --format must be csv or json. Type: papertrader export --help",
                "quote AAPL --no-color=yes | --no-color takes no value. Type: papertrader quote --help",
                "workers --worker foo | --worker 'foo' must be host:port, as edge1.example.org:2049 or [2001:db8::1]:2049. Type: papertrader workers --help",
                "assets | papertrader assets needs a command: list or search. Type: papertrader assets --help"
            })
    void saysWhatWasTypedWrong(String line, String sentence) {
        Cli.Run run = cli.run(line.split(" "));

        assertThat(run).isEqualTo(new Cli.Run(2, "", "papertrader: USAGE: " + sentence + "\n"));
    }

    @Test
    void helpFitsTheScreen() {
        FakeTerminal narrow = new FakeTerminal().ofSize(60, 24);

        assertThat(cli.run(narrow, "history", "--help", "--no-color").out().lines())
                .isNotEmpty()
                .allMatch(line -> line.length() <= 60);
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
