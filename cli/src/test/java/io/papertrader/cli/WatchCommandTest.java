package io.papertrader.cli;

import static io.papertrader.client.Samples.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.cli.view.OutputFailure;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Subscribed;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.TradeEvent.ActionApplied;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    @TempDir
    Path folder;

    private final AtomicInteger looks = new AtomicInteger();
    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        cli = new Cli(folder).loggedIn();
        cli.worker()
                .answer(GetAssetList.class, request -> prices(looks.incrementAndGet()))
                .answer(
                        GetAssetInfo.class,
                        request -> new DataFail(FailCode.UNKNOWN_ASSET, "There is no asset " + request.asset() + "."));
    }

    /** Apple rises by a dollar at each look; Microsoft stays. */
    private static AssetList prices(int look) {
        return new AssetList(List.of(
                Samples.assetInfo("AAPL", "Apple Inc.", "100", Integer.toString(100 + look)),
                Samples.assetInfo("MSFT", "Microsoft", "90", "90")));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    @Test
    void printsALineForEachChangeWhereNobodyLooks() {
        Run run = cli.run("watch", "--count", "3", "--interval", "0.01");

        assertThat(run.out()).isEqualTo("""
                        2018-02-07 AAPL 101.00 +1.00% (replay of recorded values)
                        2018-02-07 MSFT 90.00 0.00% (replay of recorded values)
                        2018-02-07 AAPL 102.00 +2.00% (replay of recorded values)
                        2018-02-07 AAPL 103.00 +3.00% (replay of recorded values)
                        """);
    }

    @Test
    void printsJsonLines() {
        Run run = cli.run("watch", "AAPL", "--count", "2", "--interval", "0.01", "--json");

        assertThat(run.out().lines().map(JsonObject::new))
                .extracting(line ->
                        line.getJsonObject("assetInfo").getJsonObject("asset").getString("close"))
                .containsExactly("101", "102");
        assertThat(run.out().lines().map(JsonObject::new))
                .extracting(line -> line.getString("source"))
                .containsOnly("replay of recorded values");
    }

    @Test
    void writesOverTheTableAtATerminalAndLeavesItClean() {
        Run run = cli.run(new FakeTerminal().typing(), "watch", "AAPL", "--count", "2", "--interval", "0.01");

        assertThat(run.out())
                .startsWith("\u001b[?25l")
                .contains("\u001b[3A", "▁█", "Source: replay of recorded values")
                .endsWith("\u001b[?7h\u001b[?25h");
    }

    @Test
    void fitsTheLinesThereAre() {
        cli.worker()
                .answer(
                        GetAssetList.class,
                        request -> new AssetList(IntStream.range(0, 43)
                                .mapToObj(i -> Samples.assetInfo("A" + i, "Asset " + i, "100", "101"))
                                .toList()));

        Run run = cli.run(new FakeTerminal().ofSize(40, 24), "watch", "--count", "1", "--no-color");

        assertThat(run.out()).hasLineCount(24).contains("... and 23 more; name those that you want to see.");
    }

    @Test
    void writesLinesWhereTheTerminalCannotGoBack() {
        Run run = cli.variable("TERM", "dumb").run(new FakeTerminal().typing(), "watch", "AAPL", "--count", "1");

        assertThat(run.out()).isEqualTo("2018-02-07 AAPL 101.00 +1.00% (replay of recorded values)\n");
    }

    @Test
    void showsTransactionsAsTheySettle() {
        cli.worker().answer(GetAssetList.class, request -> {
            cli.worker().push(new TransactionSettled(Samples.settled()));
            return prices(1);
        });

        assertThat(cli.run("watch", "AAPL", "--count", "2", "--interval", "0.2").out())
                .contains("SETTLED buy 10 AAPL at 159.54");
    }

    /** It came behind the last look; and a line that stays is whole, however narrow the screen is. */
    @Test
    void leavesWhatSettledLastAboveTheTable() {
        cli.worker().answer(GetAssetList.class, request -> {
            cli.worker().push(new TransactionSettled(Samples.settled()));
            return prices(1);
        });

        Run run = cli.run(new FakeTerminal().ofSize(20, 24), "watch", "AAPL", "--count", "1", "--no-color");

        assertThat(run.out()).containsSubsequence("\u001b[?7hSETTLED buy 10 AAPL at 159.54", "\u001b[?7l", "Source: ");
    }

    @Test
    void leavesTheTerminalCleanThoughTheLastLookCannotBeWritten() {
        cli.worker().answer(GetAssetList.class, request -> {
            cli.worker().push(new TransactionSettled(Samples.settled()));
            return prices(1);
        });
        FakeTerminal terminal = new FakeTerminal()
                .typing()
                .refusingOnce("SETTLED", OutputFailure.of(new IOException("No space left on device")));

        Run run = cli.run(terminal, "watch", "AAPL", "--count", "1", "--no-color");

        assertThat(run.err()).contains("No space left on device");
        assertThat(run.out()).endsWith("\u001b[?7h\u001b[?25h");
    }

    @Test
    void showsCorporateActionsAsTheyCome() {
        cli.worker().answer(GetAssetList.class, request -> {
            cli.worker().push(new ActionApplied(Samples.dividend(4)));
            return prices(1);
        });

        assertThat(cli.run("watch", "AAPL", "--count", "2", "--interval", "0.2").out())
                .contains("DIVIDEND of 2014-06-12: 100 KO brought 30.50 in cash");
    }

    @Test
    void goesOnWhenTheConnectionBreaks() {
        cli.worker().answer(GetAssetList.class, request -> {
            int look = looks.incrementAndGet();
            if (look == 2) {
                cli.worker().breakConnections();
            }
            return prices(look);
        });

        assertThat(cli.run("watch", "AAPL", "--count", "3", "--interval", "0.01")
                        .out())
                .contains("AAPL 101.00")
                .hasLineCount(3);
    }

    /** A worker that grants subscriptions, and tells these values at once. */
    private void telling(AssetValue... values) {
        cli.worker().answer(SubscribeValues.class, request -> {
            cli.worker().push(new ValuesChanged(List.of(values)));
            return new Subscribed(request.symbols().isEmpty(), request.symbols().size());
        });
    }

    @Test
    void showsWhatIsToldWithoutAskingForTheListAgain() {
        telling(
                new AssetValue(AAPL, Money.of("105"), Samples.VALUE_TIME.plusSeconds(1)),
                new AssetValue(new AssetSymbol("MSFT"), Money.of("90"), Samples.VALUE_TIME));

        Run run = cli.run("watch", "--count", "4", "--interval", "0.01");

        assertThat(run.out()).isEqualTo("""
                        2018-02-07 AAPL 101.00 +1.00% (replay of recorded values)
                        2018-02-07 MSFT 90.00 0.00% (replay of recorded values)
                        2018-02-07 00:00:01 AAPL 105.00 +5.00% (replay of recorded values)
                        """);
        assertThat(looks).hasValue(1);
        assertThat(cli.worker().otherRequests()).contains(new SubscribeValues(List.of()));
    }

    @Test
    void keepsTheChangeSinceTheOpenInTheTable() {
        telling(new AssetValue(AAPL, Money.of("110"), Samples.VALUE_TIME.plusSeconds(1)));

        Run run = cli.run(new FakeTerminal().typing(), "watch", "AAPL", "--count", "2", "--interval", "0.01");

        assertThat(run.out()).contains("110.00", "+10.00%", "+8.91%");
        assertThat(looks).hasValue(1);
    }

    @Test
    void asksForTheOpenOfAnotherDay() {
        telling(new AssetValue(AAPL, Money.of("202"), Samples.VALUE_TIME.plus(1, ChronoUnit.DAYS)));
        cli.worker().answer(GetAssetInfo.class, request -> Samples.assetInfo("AAPL", "Apple Inc.", "200", "202"));

        Run run = cli.run("watch", "AAPL", "--count", "2", "--interval", "0.01");

        assertThat(run.out()).endsWith("AAPL 202.00 +1.00% (replay of recorded values)\n");
        assertThat(looks).hasValue(1);
    }

    @Test
    void tellsProgramsTheWholeAsset() {
        telling(new AssetValue(AAPL, Money.of("102"), Samples.VALUE_TIME.plusSeconds(1)));
        cli.worker().answer(GetAssetInfo.class, request -> Samples.assetInfo("AAPL", "Apple Inc.", "99", "102"));

        Run run = cli.run("watch", "AAPL", "--count", "2", "--interval", "0.01", "--json");

        assertThat(run.out().lines().map(JsonObject::new))
                .extracting(line ->
                        line.getJsonObject("assetInfo").getJsonObject("asset").getString("open"))
                .containsExactly("100", "99");
    }

    @Test
    void tellsOfAConnectionThatIsLostAndRegained() {
        AtomicInteger subscriptions = new AtomicInteger();
        cli.worker().answer(SubscribeValues.class, request -> {
            if (subscriptions.incrementAndGet() == 1) {
                cli.worker().breakConnections();
            } else {
                cli.worker()
                        .push(new ValuesChanged(
                                List.of(new AssetValue(AAPL, Money.of("105"), Samples.VALUE_TIME.plusSeconds(1)))));
            }
            return new Subscribed(false, 1);
        });

        Run run = cli.run("watch", "AAPL", "--count", "2", "--interval", "0.01");

        String worker = cli.worker().address().toString();
        assertThat(run.out()).contains("AAPL 105.00 +5.00%");
        assertThat(run.err())
                .isEqualTo("papertrader: UNAVAILABLE: the connection to " + worker
                        + " broke. Trying again ...\nConnected to " + worker + ".\n");
    }

    @Test
    void saysOnceThatTheNetworkIsGone() {
        cli.worker().answer(SubscribeValues.class, request -> {
            Thread.ofVirtual().start(cli.worker()::close);
            return new Subscribed(false, 1);
        });

        Run run = cli.run("watch", "AAPL", "--count", "6", "--interval", "0.1");

        assertThat(run.err()).contains("Trying again ...").hasLineCount(1);
    }

    @Test
    void waitsForAWorkerThatHasNoValuesYet() {
        cli.worker()
                .answerInTurn(
                        GetAssetList.class,
                        request -> Optional.of(prices(1)),
                        request -> Optional.of(new DataFail(FailCode.UNAVAILABLE, "There are no values yet.")),
                        request -> Optional.of(new DataFail(FailCode.UNAVAILABLE, "There are no values yet.")),
                        request -> Optional.of(prices(2)));

        Run run = cli.run("watch", "AAPL", "--count", "4", "--interval", "0.01");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("AAPL 101.00", "AAPL 102.00");
        assertThat(run.err()).isEqualTo("papertrader: UNAVAILABLE: There are no values yet. Trying again ...\n");
    }

    @Test
    void watchesTheOthersWhereOneIsUnknown() throws InterruptedException {
        telling();

        Run run = cli.run("watch", "NOPE", "AAPL", "--count", "2", "--interval", "0.01");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("AAPL 101.00");
        assertThat(run.err()).isEqualTo("papertrader: UNKNOWN_ASSET: There is no asset NOPE.\n");
        assertThat(cli.worker().otherRequests()).contains(new SubscribeValues(List.of(AAPL)));
    }

    @Test
    void watchesAnAssetByAnySpellingOfItsSymbol() throws InterruptedException {
        cli.worker()
                .answer(
                        GetAssetList.class,
                        request ->
                                new AssetList(List.of(Samples.assetInfo("BRK.B", "Berkshire Hathaway", "199", "200"))));

        Run run = cli.run("watch", "brk/b", "--count", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("BRK.B 200.00");
        assertThat(cli.worker().otherRequests()).contains(new SubscribeValues(List.of(new AssetSymbol("BRK.B"))));
    }

    @Test
    void refusesAnAssetThatIsNotThere() {
        Run run = cli.run("watch", "NOPE");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("papertrader: UNKNOWN_ASSET: There is no asset NOPE.\n");
    }
}
