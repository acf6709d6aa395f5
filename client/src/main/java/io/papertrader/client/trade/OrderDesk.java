package io.papertrader.client.trade;

import static io.papertrader.client.session.Network.await;

import io.papertrader.client.command.ExitCode;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.session.Network;
import io.papertrader.client.session.SavedSession;
import io.papertrader.client.view.JsonView;
import io.papertrader.client.view.Screen;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;

/** Places orders, and waits for their settlement where that is wished. */
@Singleton
final class OrderDesk {
    private final Network network;
    private final Screen screen;

    OrderDesk(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    /** Gives the exit code: a transaction that was awaited and then rejected is a refusal. */
    int place(
            BiFunction<PaperTraderClient, SavedSession, ? extends Future<? extends Accepted>> order,
            boolean isAwaited) {
        return network.loggedIn((client, session) -> {
            // It listens before it asks: the settlement may come right behind the answer.
            Settlements settlements = new Settlements(client, session.username());
            Accepted accepted = await(order.apply(client, session));
            if (!isAwaited) {
                showAccepted(accepted);
                return ExitCode.DONE.number();
            }
            if (!screen.isJson()) {
                screen.line("Accepted as " + accepted.transactionId() + ". Waiting for the next update ...");
            }
            return showSettled(settlements.await(accepted.transactionId()));
        });
    }

    private void showAccepted(Accepted accepted) {
        if (screen.isJson()) {
            screen.json(JsonView.accepted(accepted));
        } else {
            screen.line("Accepted as " + accepted.transactionId()
                    + "; it settles at the next update. Next: papertrader history");
        }
    }

    private int showSettled(Transaction transaction) {
        boolean isSettled = transaction.state() == TransactionState.SETTLED;
        if (screen.isJson()) {
            screen.json(JsonView.transaction(transaction));
        } else if (isSettled) {
            screen.line(TransactionLine.of(transaction, screen.paint()));
        } else {
            screen.fault(
                    transaction.state().name(),
                    transaction.owned().map(Transaction.Owned::reason).orElse(""));
        }
        return (isSettled ? ExitCode.DONE : ExitCode.REFUSED).number();
    }
}
