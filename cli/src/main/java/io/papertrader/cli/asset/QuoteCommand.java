package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quote}: the latest values. */
@Command(name = "quote", description = "Show the latest values, of all assets or of those named.")
public final class QuoteCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    @Parameters(paramLabel = "SYMBOL", description = "The assets.")
    List<AssetSymbol> symbols = new ArrayList<>();

    QuoteCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<RefusedException> refusals = new ArrayList<>();
        List<Quote> quotes = network.loggedIn((client, session) -> quotes(client, refusals));
        if (screen.isJson()) {
            screen.json(Quote.LAYOUT.toJson(quotes));
        } else if (quotes.isEmpty() && refusals.isEmpty()) {
            screen.line("There are no values yet.");
        } else if (!quotes.isEmpty()) {
            screen.table(QuoteTable.of(quotes));
            screen.lines(SourceLines.of(quotes, screen.paint()));
        }
        refusals.forEach(refusal -> screen.fault(refusal.code().name(), refusal.reason()));
        return (refusals.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private List<Quote> quotes(PaperTraderClient client, List<RefusedException> refusals) {
        if (symbols.isEmpty()) {
            return await(client.marketData().allQuotes());
        }
        // All are asked for before the first answer is awaited.
        List<Future<Quote>> answers =
                symbols.stream().distinct().map(client.marketData()::quote).toList();
        return answers.stream()
                .flatMap(answer -> quote(answer, refusals).stream())
                // Of two spellings of one asset both answers are the same.
                .distinct()
                .toList();
    }

    /** An asset that is not there does not hide the others. */
    private static Optional<Quote> quote(Future<Quote> answer, List<RefusedException> refusals) {
        try {
            return Optional.of(await(answer));
        } catch (RefusedException refusal) {
            if (refusal.code() != FailCode.UNKNOWN_ASSET) {
                throw refusal;
            }
            refusals.add(refusal);
            return Optional.empty();
        }
    }
}
