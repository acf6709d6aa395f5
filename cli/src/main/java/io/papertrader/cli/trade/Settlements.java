package io.papertrader.cli.trade;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.TransactionId;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Waits until orders settle or end otherwise: by the event, and by the history where an event was lost with its
 * connection.
 */
final class Settlements {
    private static final long HISTORY_SECONDS = 5;

    private final History history;
    private final BlockingQueue<Transaction> heard = new LinkedBlockingQueue<>();

    Settlements(PaperTraderClient client, UserName user) {
        this.history = new History(client, user);
        client.events().onTransactionSettled(heard::add);
    }

    Transaction await(TransactionId id) {
        Optional<Transaction> settled = Optional.empty();
        while (settled.isEmpty()) {
            settled =
                    next().filter(transaction -> History.isOf(transaction, id)).or(() -> inHistory(id));
        }
        return settled.get();
    }

    private Optional<Transaction> next() {
        try {
            return Optional.ofNullable(heard.poll(HISTORY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedWaitingException();
        }
    }

    private Optional<Transaction> inHistory(TransactionId id) {
        return history.find(id).filter(transaction -> transaction.state() != TransactionState.QUEUED);
    }
}
