package io.papertrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.cli.view.OutputFailure;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command whose output, or file, takes nothing more ends, and says so to whoever is still there. */
class OutputTest {
    private static final int OUTPUT = 6;

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        cli = new Cli(folder).loggedIn();
        cli.worker()
                .answer(GetAssetInfo.class, request -> Samples.apple())
                .answer(GetAssetValueCurrent.class, request -> Samples.assetValue(Samples.AAPL, "159.54"))
                .answer(GetAssetValueMonth.class, request -> Samples.series(2))
                .answer(GetAssetList.class, request -> new AssetList(List.of(Samples.apple())));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private static FakeTerminal refusing(String reason) {
        return new FakeTerminal().refusing(OutputFailure.of(new IOException(reason)));
    }

    @Test
    void endsQuietlyWhereTheReaderWentAway() {
        for (String line : List.of("quote AAPL", "watch AAPL", "export AAPL", "--help", "completion")) {
            Run run = cli.run(refusing("Broken pipe"), line.split(" "));

            assertThat(run.exitCode()).as(line).isEqualTo(OUTPUT);
            assertThat(run.err()).as(line).isEmpty();
        }
    }

    @Test
    void saysThatTheOutputCannotBeWritten() {
        for (String line : List.of("quote AAPL", "watch AAPL", "export AAPL", "--help", "completion")) {
            Run run = cli.run(refusing("No space left on device"), line.split(" "));

            assertThat(run.exitCode()).as(line).isEqualTo(OUTPUT);
            assertThat(run.err())
                    .as(line)
                    .isEqualTo(
                            "papertrader: OUTPUT: The standard output cannot be written: No space left on device.\n");
        }
    }

    @Test
    void saysThatAFileCannotBeWritten() {
        Run run = cli.run("export", "AAPL", "--output", folder.toString());

        assertThat(run.exitCode()).isEqualTo(OUTPUT);
        assertThat(run.err()).startsWith("papertrader: FILE: " + folder + " cannot be written");
    }

    @Test
    void watchEndsWithinAnIntervalOfItsLastReader() {
        Run run = cli.run(new FakeTerminal().unread(), "watch", "AAPL", "--interval", "0.01");

        assertThat(run.exitCode()).isEqualTo(OUTPUT);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(1);
    }

    @Test
    void helpListsTheCodes() {
        assertThat(cli.run("--help").out()).contains("6   the output", "7   an order was accepted");
    }
}
