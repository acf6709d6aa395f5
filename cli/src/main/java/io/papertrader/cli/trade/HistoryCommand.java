package io.papertrader.cli.trade;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.WholeNumber;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}: a user's transactions. */
@Command(name = "history", description = "Show your transactions, newest first, or what is public of another's.")
public final class HistoryCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    @Option(names = "--user", paramLabel = "NAME", description = "Whose.")
    Optional<UserName> user = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", converter = Limit.class, description = "So many at most.")
    Optional<Integer> limit = Optional.empty();

    /** None at all would be no answer. */
    static final class Limit extends WholeNumber {
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
        show(network.loggedIn((client, session) -> newest(client, user.orElse(session.username()), most)));
        return 0;
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

    private void show(List<Transaction> transactions) {
        if (screen.isJson()) {
            screen.json(Transaction.LAYOUT.toJson(transactions));
        } else if (transactions.isEmpty()) {
            screen.line("There are no transactions. Next: papertrader buy AAPL 1");
        } else {
            screen.table(HistoryTable.of(transactions));
        }
    }
}
