package io.papertrader.cli.trade;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.SavedSession;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.OrderTicket;
import io.papertrader.client.connection.OutcomeUnknownException;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.PaperTraderException;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.client.connection.UnreachableException;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * Places orders, and waits for their settlement where that is wished. The order's id is printed before the order is
 * sent, and to a program the one document that it reads names it in the end, whatever that is.
 */
@Singleton
final class OrderDesk {
    /** The document that a program gets of an order that is not placed. */
    private static final String NOT_PLACED = "NOT_PLACED";

    /** The document that a program gets where no answer came. */
    private static final String UNKNOWN = "UNKNOWN";

    private final Network network;
    private final Screen screen;
    private final InstantSource clock;

    OrderDesk(Network network, Screen screen, InstantSource clock) {
        this.network = network;
        this.screen = screen;
        this.clock = clock;
    }

    /** Gives the exit code: a transaction that was awaited and then rejected or cancelled is a refusal. */
    int place(
            Side side,
            AssetSymbol symbol,
            BiFunction<PaperTraderClient, SavedSession, Quantity> quantity,
            OrderOptions options) {
        return network.loggedIn((client, session) -> {
            OrderTicket ticket = ticket(client.newOrder(side, symbol, quantity.apply(client, session)), options);
            announce(ticket);
            // It listens before it asks: the settlement may come right behind the answer.
            Settlements settlements = new Settlements(client, session.username());
            OrderPlaced placed = place(client, ticket);
            if (!options.isAwaited) {
                showPlaced(placed);
                return ExitCode.DONE.number();
            }
            return showSettled(settled(settlements, placed));
        });
    }

    private OrderTicket ticket(OrderTicket fresh, OrderOptions options) {
        OrderTicket named = options.id.map(fresh::withId).orElse(fresh);
        return options.within
                .map(time -> named.withDeadline(clock.instant().plus(time)))
                .orElse(named);
    }

    private void announce(OrderTicket ticket) {
        screen.note(screen.isJson() ? document(ticket, "SENDING").encode() : "The order's id is " + ticket.id() + ".");
    }

    private OrderPlaced place(PaperTraderClient client, OrderTicket ticket) {
        try {
            return await(client.placeOrder(ticket));
        } catch (OutcomeUnknownException unknown) {
            tellPrograms(ticket, UNKNOWN);
            throw unknown(ticket, unknown.trouble());
        } catch (RefusedException | UnreachableException notPlaced) {
            tellPrograms(ticket, NOT_PLACED);
            throw notPlaced.code() == FailCode.DEADLINE_PASSED ? late(notPlaced) : notPlaced;
        }
    }

    /** The deadline is this machine's time, and is looked at by the master's. */
    private static CommandFailure late(PaperTraderException late) {
        return new CommandFailure(
                ExitCode.REFUSED, late.code().name(), late.reason() + " Is this machine's clock right?");
    }

    /** The fields of an answer, for an order that has none. */
    private static JsonObject document(OrderTicket ticket, String state) {
        return new JsonObject().put("transactionId", ticket.id().toString()).put("state", state);
    }

    private void tellPrograms(OrderTicket ticket, String state) {
        if (screen.isJson()) {
            screen.jsonLine(document(ticket, state));
        }
    }

    private static CommandFailure unknown(OrderTicket ticket, String trouble) {
        String again = String.join(
                " ",
                "papertrader",
                ticket.side().name().toLowerCase(Locale.ROOT),
                ticket.asset().value(),
                ticket.quantity().toString(),
                "--id",
                ticket.id().toString());
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                UNKNOWN,
                "It is not known whether the order is placed: " + sentence(trouble)
                        + " To place it, once in any case, type: " + again + "; to look only: papertrader history");
    }

    private void showPlaced(OrderPlaced placed) {
        if (screen.isJson()) {
            screen.jsonLine(OrderPlaced.LAYOUT.toJson(placed));
        } else {
            screen.line("Accepted as " + placed.transactionId()
                    + "; it settles at the next update. Next: papertrader history");
        }
    }

    /** An accepted order is printed before it is waited for, so that nothing that happens meanwhile loses it. */
    private Transaction settled(Settlements settlements, OrderPlaced placed) {
        if (screen.isJson()) {
            screen.jsonLine(OrderPlaced.LAYOUT.toJson(placed));
        } else {
            screen.line("Accepted as " + placed.transactionId() + ". Waiting for the next update ...");
        }
        try {
            return settlements.await(placed.transactionId());
        } catch (PaperTraderException lost) {
            throw unsettled(placed, lost.code().name(), lost.reason());
        } catch (StoppedWaitingException stopped) {
            throw unsettled(placed, "INTERRUPTED", String.valueOf(stopped.getMessage()));
        }
    }

    private static CommandFailure unsettled(OrderPlaced placed, String code, String trouble) {
        return new CommandFailure(
                ExitCode.UNSETTLED,
                code,
                "Order " + placed.transactionId() + " was accepted; what became of it is not known yet: "
                        + sentence(trouble) + " Type: papertrader history");
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private int showSettled(Transaction transaction) {
        boolean isSettled = transaction.state() == TransactionState.SETTLED;
        if (screen.isJson()) {
            screen.jsonLine(Transaction.LAYOUT.toJson(transaction));
        } else if (isSettled) {
            screen.line(TransactionLine.of(transaction, screen.paint()));
        } else {
            screen.fault(transaction.state().name(), reason(transaction));
        }
        return (isSettled ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private static String reason(Transaction transaction) {
        return transaction
                .owned()
                .map(Transaction.Owned::reason)
                .filter(reason -> !reason.isEmpty())
                .orElse("The order was " + transaction.state().name().toLowerCase(Locale.ROOT) + ".");
    }
}
