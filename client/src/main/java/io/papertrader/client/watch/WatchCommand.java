package io.papertrader.client.watch;

import static io.papertrader.client.session.Network.await;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.client.connection.UnreachableException;
import io.papertrader.client.session.Network;
import io.papertrader.client.view.Screen;
import io.papertrader.codec.message.AssetSymbol;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.wire.FailCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}: values and transactions as they change, until Ctrl-C. */
@Command(name = "watch", description = "Show values, and your transactions, as they change; Ctrl-C ends it.")
public final class WatchCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;
    private final BlockingQueue<Transaction> settled = new LinkedBlockingQueue<>();

    @Parameters(paramLabel = "SYMBOL", description = "The assets; all where none is named.")
    List<AssetSymbol> symbols = new ArrayList<>();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1",
            description = "How often to look, as 0.5 or 2s or 1m; ${DEFAULT-VALUE} s where nothing is said.")
    Duration interval;

    @Option(names = "--count", paramLabel = "N", description = "Stop after so many looks.")
    long count = Long.MAX_VALUE;

    WatchCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        network.loggedIn((client, session) -> {
            client.onTransactionSettled(settled::add);
            watch(client);
            return session;
        });
        return 0;
    }

    private void watch(PaperTraderClient client) {
        Watchlist list = new Watchlist(symbols);
        try (WatchView view = screen.isLive() ? new LiveView(screen) : new LineView(screen)) {
            look(client, list, view);
            checkKnown(list);
            for (long looks = 1; looks < count && waited(view); looks++) {
                lookAgain(client, list, view);
            }
            settled.forEach(view::settled);
        }
    }

    private static void look(PaperTraderClient client, Watchlist list, WatchView view) {
        view.values(list, list.update(await(client.allAssets()).assets()));
    }

    private static void checkKnown(Watchlist list) {
        if (!list.missing().isEmpty()) {
            throw new RefusedException(
                    FailCode.UNKNOWN_ASSET,
                    "There is no asset " + list.missing().getFirst() + ".");
        }
    }

    /** A network that is lost while one watches is waited for. */
    private static void lookAgain(PaperTraderClient client, Watchlist list, WatchView view) {
        try {
            look(client, list, view);
        } catch (UnreachableException e) {
            view.trouble(e.reason());
        }
    }

    /** Whether the interval passed without an interruption; transactions are shown as they come. */
    private boolean waited(WatchView view) {
        long end = System.nanoTime() + interval.toNanos();
        try {
            long left = interval.toNanos();
            while (left > 0) {
                Transaction next = settled.poll(left, TimeUnit.NANOSECONDS);
                if (next != null) {
                    view.settled(next);
                }
                left = end - System.nanoTime();
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
