package io.papertrader.cli.trade;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.asset.SourceLines;
import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.TypedNumber;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}: a user's transactions. */
@Command(
        name = "history",
        description =
                "Show your transactions and what corporate actions did to your account, newest first, or what is public of"
                        + " another's transactions.")
public final class HistoryCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    @Option(names = "--user", paramLabel = "NAME", description = "Whose.")
    Optional<UserName> user = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", converter = Limit.class, description = "So many at most.")
    Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--actions",
            description =
                    "Only what corporate actions (splits, dividends, other symbols, delistings) did to your account.")
    boolean isOfActions;

    /** None at all would be no answer. */
    static final class Limit extends TypedNumber {
        Limit() {
            super(1, 1_000_000);
        }
    }

    HistoryCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        int most = limit.orElse(Integer.MAX_VALUE);
        Shown shown = network.loggedIn((client, session) -> {
            Optional<UserName> other = user.filter(name -> !name.isSameAs(session.username()));
            if (isOfActions && other.isPresent()) {
                throw CommandFailure.usage("What corporate actions did to an account is shown to its owner alone:"
                        + " leave --user or --actions out.");
            }
            return new Shown(
                    other,
                    isOfActions ? List.of() : newest(client, other.orElse(session.username()), most),
                    other.isPresent() ? List.of() : actions(client, most),
                    await(client.marketData().market()).source());
        });
        if (screen.isJson()) {
            screen.json(isOfActions ? PortfolioAction.LAYOUT.toJson(shown.actions()) : transactions(shown));
        } else {
            show(shown);
        }
        return 0;
    }

    /** Of others' transactions the network does not tell the source of each: it is the market's. */
    private record Shown(
            Optional<UserName> other, List<Transaction> transactions, List<PortfolioAction> actions, String source) {
        boolean isOfOthers() {
            return transactions.stream().anyMatch(Shown::isOfOther);
        }

        private static boolean isOfOther(Transaction transaction) {
            return transaction.price().isPresent() && transaction.owned().isEmpty();
        }
    }

    private static JsonArray transactions(Shown shown) {
        return new JsonArray(shown.transactions().stream()
                .map(transaction -> Shown.isOfOther(transaction)
                        ? Transaction.LAYOUT.toJson(transaction).put("source", shown.source())
                        : Transaction.LAYOUT.toJson(transaction))
                .toList());
    }

    /** The newest; a network whose version knows none has none. */
    private static List<PortfolioAction> actions(PaperTraderClient client, int most) {
        List<PortfolioAction> all = await(client.corporateActions().recover(HistoryCommand::noneWhereUnknown));
        return all.reversed().subList(0, Math.min(most, all.size()));
    }

    private static Future<List<PortfolioAction>> noneWhereUnknown(Throwable failure) {
        return failure instanceof RefusedException refusal && refusal.code() == FailCode.UNKNOWN_INSTRUCTION
                ? Future.succeededFuture(List.of())
                : Future.failedFuture(failure);
    }

    private static List<Transaction> newest(PaperTraderClient client, UserName user, int most) {
        List<Transaction> transactions = new ArrayList<>();
        await(client.historyPages(user).read(page -> {
            page.history().transactions().stream()
                    .limit(most - transactions.size())
                    .forEach(transactions::add);
            return transactions.size() < most;
        }));
        return transactions;
    }

    private void show(Shown shown) {
        if (!shown.transactions().isEmpty()) {
            screen.table(HistoryTable.of(shown.transactions()));
            if (shown.isOfOthers()) {
                screen.line(SourceLines.of(shown.source(), screen.paint()));
            }
        } else if (!isOfActions) {
            screen.line(shown.other()
                    .map(name -> "There are no transactions of " + name + ".")
                    .orElse("There are no transactions. Next: papertrader buy AAPL 1"));
        }
        if (!shown.actions().isEmpty()) {
            screen.table(ActionTable.of(shown.actions()));
        } else if (isOfActions) {
            screen.line("No corporate action has done anything to this account.");
        }
    }
}
