package io.papertrader.cli.trade;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.OutcomeUnknownException;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.PaperTraderException;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.client.connection.UnreachableException;
import io.papertrader.codec.message.TradeReply.OrderCancelled;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Cancels orders, one or all. */
@Singleton
final class CancelDesk {
    private final Network network;
    private final Screen screen;

    CancelDesk(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    /** The outcome of one of many. */
    private record Result(TransactionId id, Optional<PaperTraderException> fault) {}

    /** Gives the exit code. */
    int cancel(TransactionId id) {
        OrderCancelled cancelled = network.loggedIn((client, session) -> await(client.cancelOrder(id)));
        if (screen.isJson()) {
            screen.json(OrderCancelled.LAYOUT.toJson(cancelled));
        } else {
            screen.line("Cancelled " + id + ".");
        }
        return ExitCode.DONE.number();
    }

    /** Gives the exit code. One that cannot be cancelled does not stop the others. */
    int cancelAll() {
        return network.loggedIn((client, session) -> {
            List<Result> results = new History(client, session.username())
                    .all(transaction -> transaction.state() == TransactionState.QUEUED).stream()
                            .flatMap(transaction -> transaction.owned().stream())
                            .map(Transaction.Owned::transactionId)
                            .map(id -> cancel(client, id))
                            // All are asked for before one is waited for.
                            .toList()
                            .stream()
                            .map(Network::await)
                            .toList();
            show(results);
            return exitCode(results).number();
        });
    }

    private static Future<Result> cancel(PaperTraderClient client, TransactionId id) {
        return client.cancelOrder(id)
                .map(done -> new Result(id, Optional.empty()))
                .recover(reason -> reason instanceof PaperTraderException fault
                        ? Future.succeededFuture(new Result(id, Optional.of(fault)))
                        : Future.failedFuture(reason));
    }

    private void show(List<Result> results) {
        List<Result> cancelled =
                results.stream().filter(result -> result.fault().isEmpty()).toList();
        if (screen.isJson()) {
            screen.json(new JsonObject()
                    .put(
                            "cancelled",
                            new JsonArray(cancelled.stream()
                                    .map(result -> result.id().toString())
                                    .toList()))
                    .put("failed", failed(results)));
            return;
        }
        results.forEach(result -> result.fault()
                .ifPresent(fault -> screen.fault(fault.code().name(), result.id() + ": " + fault.reason())));
        screen.line(
                results.isEmpty()
                        ? "There are no open orders."
                        : "Cancelled " + cancelled.size() + " of " + results.size() + " open orders.");
    }

    private static JsonArray failed(List<Result> results) {
        return new JsonArray(results.stream()
                .flatMap(result -> result.fault().stream()
                        .map(fault -> new JsonObject()
                                .put("transactionId", result.id().toString())
                                .put("code", fault.code().name())
                                .put("reason", fault.reason())))
                .toList());
    }

    /** An order of which nothing is known weighs more than one that is refused. */
    private static ExitCode exitCode(List<Result> results) {
        List<PaperTraderException> faults =
                results.stream().flatMap(result -> result.fault().stream()).toList();
        boolean isUnknown = faults.stream().anyMatch(fault -> switch (fault) {
            case OutcomeUnknownException _, UnreachableException _ -> true;
            case RefusedException _ -> false;
        });
        if (isUnknown) {
            return ExitCode.UNREACHABLE;
        }
        return faults.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
