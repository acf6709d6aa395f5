package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.get;
import static io.papertrader.standalone.network.Users.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.connection.OrderTicket;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A master that is killed, or told to stop, while it accepts orders and settles them. Clients keep the tickets of their
 * orders and place each again after every crash: what they are told is what the history says.
 */
class CrashIT {
    private static final List<AssetSymbol> ASSETS =
            List.of(new AssetSymbol("AAPL"), new AssetSymbol("KO"), new AssetSymbol("GE"));
    private static final int USERS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RUNS_AGAIN = "The master runs again.";

    @TempDir
    Path home;

    @Test
    void everyOrderIsWhatItsClientWasToldAfterEachCrash() throws Exception {
        try (RunningNetwork network = RunningNetwork.start(home)) {
            List<Buyer> buyers = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                PaperTraderClient client = network.client();
                buyers.add(new Buyer(client, join(client, "user" + user)));
            }

            crash(network, buyers, "KILL", 40);
            crash(network, buyers, "KILL", 700);
            crash(network, buyers, "TERM", 300);

            for (Buyer buyer : buyers) {
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> buyer.history().stream()
                                .noneMatch(transaction -> transaction.state() == TransactionState.QUEUED));
                buyer.placeAllAgain();
            }
            assertThat(network.papertrader("op", "admin", "ledger", "check").expectDone())
                    .contains("clean");
        }
    }

    /** Ends the master when so many more orders were accepted. */
    private static void crash(RunningNetwork network, List<Buyer> buyers, String signal, int orders) throws Exception {
        int before = accepted(buyers);
        long crashes = restarts(network);
        buyers.forEach(Buyer::begin);
        Awaitility.await().atMost(SOON).until(() -> accepted(buyers) >= before + orders);

        RunningNetwork.signal(signal, network.server("master"));

        buyers.forEach(Buyer::end);
        Awaitility.await().atMost(SOON).until(() -> restarts(network) > crashes);
        network.awaitServed();
        for (Buyer buyer : buyers) {
            buyer.findsWhatWasAccepted();
            buyer.placeAllAgain();
        }
    }

    private static int accepted(List<Buyer> buyers) {
        return buyers.stream().mapToInt(buyer -> buyer.accepted.size()).sum();
    }

    private static long restarts(RunningNetwork network) {
        return network.consoleText()
                .lines()
                .filter(line -> line.contains(RUNS_AGAIN))
                .count();
    }

    /** A client that places one order after the other, and keeps their tickets. */
    private static final class Buyer {
        private final PaperTraderClient client;
        private final UserName user;
        private final Queue<OrderTicket> tickets = new ConcurrentLinkedQueue<>();
        private final Queue<TransactionId> accepted = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean isEnding = new AtomicBoolean();
        private final AtomicBoolean isIdle = new AtomicBoolean(true);

        Buyer(PaperTraderClient client, UserName user) {
            this.client = client;
            this.user = user;
        }

        void begin() {
            isEnding.set(false);
            isIdle.set(false);
            next();
        }

        /** Whatever becomes of the order that is under way. */
        void end() {
            isEnding.set(true);
            Awaitility.await().atMost(SOON).untilTrue(isIdle);
        }

        private void next() {
            if (isEnding.get()) {
                isIdle.set(true);
                return;
            }
            OrderTicket ticket =
                    client.newOrder(Side.BUY, ASSETS.get(tickets.size() % ASSETS.size()), Quantity.of("0.01"));
            tickets.add(ticket);
            client.placeOrder(ticket).onComplete(answer -> {
                if (answer.succeeded()) {
                    accepted.add(ticket.id());
                    next();
                } else {
                    isIdle.set(true);
                }
            });
        }

        /** Nothing that the client was told of has to be placed again. */
        void findsWhatWasAccepted() throws Exception {
            assertThat(ids()).containsAll(accepted);
        }

        /** Every ticket is answered as before, and unknown becomes placed or not; the history has what was placed. */
        void placeAllAgain() throws Exception {
            List<TransactionId> placed = new ArrayList<>();
            for (OrderTicket ticket : tickets) {
                if (isPlaced(ticket)) {
                    placed.add(ticket.id());
                }
            }
            assertThat(placed).containsAll(accepted);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(placed);
        }

        private boolean isPlaced(OrderTicket ticket) {
            return Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .atMost(SOON)
                    .until(() -> becameOf(ticket), Optional::isPresent)
                    .orElseThrow();
        }

        /** True where the order is placed, false where it never will be; empty where the refusal holds only for now. */
        private Optional<Boolean> becameOf(OrderTicket ticket) throws Exception {
            try {
                assertThat(get(client.placeOrder(ticket)).transactionId()).isEqualTo(ticket.id());
                return Optional.of(true);
            } catch (ExecutionException failed) {
                // Anything but a refusal leaves it open what became of the order.
                assertThat(failed).hasCauseInstanceOf(RefusedException.class);
                return ((RefusedException) failed.getCause()).code() == FailCode.DEADLINE_PASSED
                        ? Optional.of(false)
                        : Optional.empty();
            }
        }

        private List<TransactionId> ids() throws Exception {
            return history().stream()
                    .map(transaction -> transaction.owned().orElseThrow().transactionId())
                    .toList();
        }

        List<Transaction> history() throws Exception {
            return get(client.wholeHistory(user)).transactions();
        }
    }
}
