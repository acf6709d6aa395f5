package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.get;
import static io.papertrader.standalone.network.Users.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A master that is killed, or told to stop, while it accepts orders and settles them: what was accepted is there, once.
 */
class CrashIT {
    private static final List<AssetSymbol> ASSETS =
            List.of(new AssetSymbol("AAPL"), new AssetSymbol("KO"), new AssetSymbol("GE"));
    private static final int USERS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @ParameterizedTest(name = "SIG{0} after {1} accepted orders")
    @CsvSource({"KILL, 40", "KILL, 700", "TERM, 300"})
    void losesNoAcceptedOrderAndSettlesNoneTwice(String signal, int orders) throws Exception {
        Map<UserName, Queue<TransactionId>> accepted = new HashMap<>();
        AtomicBoolean isEnding = new AtomicBoolean();
        try (RunningNetwork network = RunningNetwork.start(home)) {
            for (int user = 0; user < USERS; user++) {
                PaperTraderClient client = network.client();
                UserName name = join(client, "user" + user);
                Queue<TransactionId> ids = new ConcurrentLinkedQueue<>();
                accepted.put(name, ids);
                keepBuying(client, ids, 0, isEnding);
            }
            Awaitility.await().atMost(SOON).until(() -> count(accepted) >= orders);

            RunningNetwork.signal(signal, network.server("master"));

            isEnding.set(true);
            Awaitility.await().atMost(SOON).until(() -> network.consoleText().contains("The master runs again."));
            network.awaitServed();
            for (Map.Entry<UserName, Queue<TransactionId>> user : accepted.entrySet()) {
                TransactionId[] answered = user.getValue().toArray(TransactionId[]::new);
                PaperTraderClient client = network.client();
                get(client.login(user.getKey(), Users.PASS, false));
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> history(client, user.getKey()).values().stream()
                                .noneMatch(state -> state == TransactionState.QUEUED));
                assertThat(history(client, user.getKey())).containsKeys(answered);
            }
            assertThat(network.papertrader("op", "admin", "ledger", "check").expectDone())
                    .contains("clean");
        }
    }

    private static void keepBuying(
            PaperTraderClient client, Queue<TransactionId> accepted, int number, AtomicBoolean isEnding) {
        client.purchase(ASSETS.get(number % ASSETS.size()), Quantity.of("0.01")).onSuccess(queued -> {
            accepted.add(queued.transactionId());
            if (!isEnding.get()) {
                keepBuying(client, accepted, number + 1, isEnding);
            }
        });
    }

    private static int count(Map<UserName, Queue<TransactionId>> accepted) {
        return accepted.values().stream().mapToInt(Queue::size).sum();
    }

    /** Fails where a transaction stands twice. */
    private static Map<TransactionId, TransactionState> history(PaperTraderClient client, UserName user)
            throws Exception {
        return get(client.wholeHistory(user)).transactions().stream()
                .collect(Collectors.toMap(
                        transaction -> transaction.owned().orElseThrow().transactionId(), Transaction::state));
    }
}
