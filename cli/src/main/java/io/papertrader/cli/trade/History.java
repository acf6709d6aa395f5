package io.papertrader.cli.trade;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.TransactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Transactions that are looked for in one's own history, newest first. */
final class History {
    private final PaperTraderClient client;
    private final UserName user;

    History(PaperTraderClient client, UserName user) {
        this.client = client;
        this.user = user;
    }

    /** The order of this id, where it was ever placed. */
    Optional<Transaction> find(TransactionId id) {
        return read(transaction -> isOf(transaction, id), 1).stream().findAny();
    }

    /** All that are so. */
    List<Transaction> all(Predicate<Transaction> wanted) {
        return read(wanted, Integer.MAX_VALUE);
    }

    /** True where the transaction has this id. */
    static boolean isOf(Transaction transaction, TransactionId id) {
        return transaction
                .owned()
                .filter(owned -> owned.transactionId().equals(id))
                .isPresent();
    }

    private List<Transaction> read(Predicate<Transaction> wanted, int most) {
        List<Transaction> found = new ArrayList<>();
        await(client.historyPages(user).read(page -> {
            page.history().transactions().stream().filter(wanted).forEach(found::add);
            return found.size() < most;
        }));
        return found;
    }
}
