package io.papertrader.cli;

import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.TradeReply.ActionPage;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolioPage;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeCommandsTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        cli = new Cli(folder).loggedIn();
        cli.worker()
                .answer(GetUserPortfolio.class, request -> Samples.portfolio())
                .answer(
                        GetUserTransactionHistory.class,
                        request -> new TransactionHistory(
                                List.of(Samples.rejected("Not enough cash."), Samples.settled())));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private Request takeUpTo(Class<?> kind) throws InterruptedException {
        Request taken = cli.worker().nextRequest();
        while (!kind.isInstance(taken)) {
            taken = cli.worker().nextRequest();
        }
        return taken;
    }

    @Test
    void showsOnesPortfolio() {
        assertThat(cli.run("portfolio").out()).isEqualTo("""
                        symbol  quantity  reserved  average cost     value    gain  gain %  weight
                        AAPL          10       2.5        150.00  1,595.40  +95.40  +6.36%   1.60%

                        cash     98,404.60
                        equity  100,000.00
                        Source: replay of recorded values
                        """);
    }

    @Test
    void showsOnlyWeightsOfOthers() throws InterruptedException {
        UserName bob = new UserName("bob");
        cli.worker()
                .answer(
                        GetUserPortfolio.class,
                        request -> new Portfolio(bob, Samples.portfolio().weights(), Optional.empty()));

        Run run = cli.run("portfolio", "--user", "bob");

        assertThat(takeUpTo(GetUserPortfolioPage.class))
                .isEqualTo(new GetUserPortfolioPage(SESSION, bob, Cursor.START));
        assertThat(run.out()).isEqualTo("symbol  weight\nAAPL     1.60%\n");
        assertThat(cli.run("portfolio", "--user", "bob", "--json").out()).doesNotContain("private");
    }

    @Test
    void showsOnesHistoryWithBothTimesAndTheValueItSettledOn() {
        List<String> lines = cli.run("history").out().lines().toList();

        assertThat(cells(lines.get(0)))
                .containsExactly(
                        "placed (UTC)",
                        "settled (UTC)",
                        "state",
                        "side",
                        "symbol",
                        "quantity",
                        "price",
                        "fee",
                        "total",
                        "value of",
                        "source",
                        "reason");
        assertThat(lines.get(1)).contains("REJECTED", "Not enough cash.").doesNotContain("1.00");
        assertThat(cells(lines.get(2)))
                .containsExactly(
                        "2026-05-01 10:00:00",
                        "2026-05-01 10:00:05",
                        "SETTLED",
                        "buy",
                        "AAPL",
                        "10",
                        "159.54",
                        "1.00",
                        "1,596.40",
                        "2018-02-07",
                        "replay");
    }

    /** Of whose transactions the network tells no source of each. */
    @Test
    void namesTheSourceOfTheValuesInAnothersHistory() {
        Transaction own = Samples.settled();
        cli.worker()
                .answer(
                        GetUserTransactionHistory.class,
                        request -> new TransactionHistory(List.of(new Transaction(
                                own.side(),
                                own.symbol(),
                                own.state(),
                                own.placedAt(),
                                own.settledAt(),
                                own.price(),
                                Optional.empty()))));

        assertThat(cli.run("history", "--user", "bob").out()).endsWith("\nSource: replay of recorded values\n");
        assertThat(new JsonArray(cli.run("history", "--user", "bob", "--json").out())
                        .getJsonObject(0)
                        .getString("source"))
                .isEqualTo("replay of recorded values");
    }

    @Test
    void namesTheSourceOfAPortfoliosValuesToPrograms() {
        assertThat(new JsonObject(cli.run("portfolio", "--json").out()).getString("source"))
                .isEqualTo("replay of recorded values");
    }

    @Test
    void showsWhatCorporateActionsDidBesideOnesTransactions() {
        cli.worker()
                .answer(
                        GetCorporateActions.class,
                        request -> new ActionPage(List.of(Samples.split(3), Samples.dividend(4)), 4, false));

        assertThat(cli.run("history").out()).contains("SETTLED", "dividend", "split");
        List<String> lines = cli.run("history", "--actions").out().lines().toList();
        assertThat(cells(lines.get(0)))
                .containsExactly("booked (UTC)", "ex-date", "action", "from", "symbol", "to", "symbol after", "cash");
        assertThat(cells(lines.get(1)))
                .containsExactly("2026-05-01 10:00:00", "2014-06-12", "dividend", "100", "KO", "100", "KO", "30.50");
        assertThat(cells(lines.get(2)))
                .startsWith("2026-05-01 10:00:00", "2014-06-09", "split", "10", "AAPL", "70", "AAPL");
        assertThat(cli.run("history", "--actions", "--json").out())
                .containsSubsequence("\"kind\" : \"DIVIDEND\"", "\"kind\" : \"SPLIT\"");
        assertThat(cli.run("history", "--user", "bob").out()).doesNotContain("dividend");
    }

    /** The network tells nobody else; that there were none would not be true. */
    @Test
    void refusesToShowWhatCorporateActionsDidToAnother() {
        Run refused = cli.run("history", "--user", "bob", "--actions");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("shown to its owner alone", "--user");
    }

    @Test
    void knowsOnesOwnNameInAnyCase() {
        cli.worker()
                .answer(GetCorporateActions.class, request -> new ActionPage(List.of(Samples.dividend(4)), 4, false));

        assertThat(cli.run("history", "--user", "ALICE").out()).contains("dividend");
    }

    @Test
    void saysWhoseTransactionsThereAreNone() {
        cli.worker().answer(GetUserTransactionHistory.class, request -> new TransactionHistory(List.of()));

        assertThat(cli.run("history", "--user", "bob").out()).isEqualTo("There are no transactions of bob.\n");
        assertThat(cli.run("history").out()).contains("Next: papertrader buy AAPL 1");
    }

    @Test
    void showsTransactionsOfANetworkThatKnowsNoCorporateActions() {
        cli.worker()
                .answer(
                        GetCorporateActions.class,
                        request -> new DataFail(FailCode.UNKNOWN_INSTRUCTION, "There is no such instruction."));

        assertThat(cli.run("history").out()).contains("SETTLED");
        assertThat(cli.run("history", "--actions").out()).contains("No corporate action");
    }

    private static List<String> cells(String line) {
        return Pattern.compile(" {2,}").splitAsStream(line).toList();
    }

    @Test
    void showsSoManyTransactionsAtMost() {
        assertThat(cli.run("history", "--limit", "1").out()).hasLineCount(2);
        assertThat(cli.run("history", "--limit", "-1").exitCode()).isEqualTo(2);
    }

    /** Pages of two, each of which names how many were read before it. */
    private void servePagesOfTwo(int count) {
        cli.worker().answer(GetUserTransactionHistoryPage.class, request -> {
            int read = request.after().position().map(Integer::valueOf).orElse(0);
            Optional<Cursor> next =
                    Optional.of(new Cursor(Integer.toString(read + 2))).filter(more -> read + 2 < count);
            return new HistoryPage(
                    new TransactionHistory(List.of(Samples.rejected("reason " + read), Samples.settled())), next);
        });
    }

    private long pagesAsked() {
        return cli.worker().otherRequests().stream()
                .filter(GetUserTransactionHistoryPage.class::isInstance)
                .count();
    }

    @Test
    void showsAHistoryOfManyPages() {
        servePagesOfTwo(10);

        assertThat(cli.run("history").out()).hasLineCount(11).contains("reason 0", "reason 8");
        assertThat(pagesAsked()).isEqualTo(5);
    }

    @Test
    void readsOnlyThePagesThatALimitNeeds() {
        servePagesOfTwo(1_000);

        assertThat(cli.run("history", "--limit", "5").out()).hasLineCount(6);
        assertThat(pagesAsked()).isEqualTo(3);
    }

    @Test
    void exportsAHistoryOfManyPages() {
        servePagesOfTwo(10);

        assertThat(cli.run("export", "history").out()).hasLineCount(11).contains("reason 0", "reason 8");
    }

    @Test
    void exportsAHistoryForSpreadsheets() {
        Transaction settled = Samples.settled();
        cli.worker()
                .answer(
                        GetUserTransactionHistory.class,
                        request -> new TransactionHistory(List.of(Samples.rejected("Not \"enough\", alas."), settled)));

        assertThat(cli.run("export", "history").out())
                .isEqualTo(
                        "transactionId,side,symbol,state,placedAt,settledAt,quantity,price,fee,valueTime,valueSource,reason\r\n"
                                + Samples.TRANSACTION
                                + ",BUY,AAPL,REJECTED,2026-05-01T10:00:00.250Z,2026-05-01T10:00:05Z,10,,1,,,\"Not \"\"enough\"\", alas.\"\r\n"
                                + Samples.TRANSACTION
                                + ",BUY,AAPL,SETTLED,2026-05-01T10:00:00.250Z,2026-05-01T10:00:05Z,10,159.54,1,2018-02-07T00:00:00Z,replay,\r\n");
    }

    @Test
    void exportsToAFile() throws IOException {
        Path file = folder.resolve("portfolio.json");

        Run run = cli.run("export", "portfolio", "--format", "json", "--output", file.toString());

        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(file))
                .contains("\"averageCost\" : \"150\"", "\"source\" : \"replay of recorded values\"");
    }
}
