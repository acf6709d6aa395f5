package io.papertrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetForecast;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.wire.FailCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A number that is too small, too large or none is answered with the option and its range, before anything is asked.
 */
class NumbersTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        cli = new Cli(folder).loggedIn();
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            predict AAPL --days        | --days     | from 1 to 1,000
            history --limit            | --limit    | from 1 to 1,000,000
            watch --count              | --count    | from 1 to 1,000,000,000
            watch --interval           | --interval | from 0.01 to 24h
            buy AAPL 1 --within        | --within   | from 0.1 to 24h
            buy AAPL                   | QUANTITY   | more than 0 and at most 92,233,720,368.54775807
            sell AAPL                  | QUANTITY   | more than 0 and at most 92,233,720,368.54775807
            admin accounts invite --count | --count | from 1 to 1,000
            admin accounts list --limit | --limit   | from 1 to 10,000
            chart AAPL --date          | --date     | must be a date like 2020-05-31
            predict AAPL --date        | --date     | must be a date like 2020-05-31
            quote --worker             | --worker   | host:port
            """)
    void namesTheOptionAndItsRange(String command, String option, String range) {
        for (String number : new String[] {"0", "99999999999999999999", "1e400", "NaN", "x"}) {
            Run run = cli.run((command + " " + number).split(" +"));

            assertThat(run.exitCode()).as(command + " " + number).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(option, "'" + number + "'", range).hasLineCount(1);
        }
        assertThat(cli.worker().otherRequests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1799-12-31, between the years 1800 and 2999", "3000-01-01, between the years 1800 and 2999"})
    void namesTheYearsOfADate(String date, String range) {
        assertThat(cli.run("chart", "AAPL", "--date", date).err()).contains("--date", range);
    }

    @Test
    void speaksOfDaysWhereDaysWereTyped() {
        cli.worker()
                .answer(GetAssetInfo.class, request -> Samples.apple())
                .answer(
                        GetForecast.class,
                        request -> new DataFail(FailCode.BAD_ARGUMENT, "The date must lie 1 to 366 days after it."));

        Run days = cli.run("predict", "AAPL", "--days", "400");
        Run date = cli.run("predict", "AAPL", "--date", "2019-12-01");

        assertThat(days.exitCode()).isEqualTo(2);
        assertThat(days.err()).contains("--days 400 reaches 2019-03-14", "1 to 366 days");
        assertThat(date.exitCode()).isEqualTo(2);
        assertThat(date.err()).contains("BAD_ARGUMENT", "1 to 366 days");
    }
}
