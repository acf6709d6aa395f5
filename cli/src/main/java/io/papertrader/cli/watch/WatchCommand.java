package io.papertrader.cli.watch;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.BoundedTime;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.command.TypedNumber;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.PlainText;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.ConnectionNotice;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.client.connection.UnreachableException;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}: values and transactions as they change, until Ctrl-C. */
@Command(name = "watch", description = "Show values, and your transactions, as they change; Ctrl-C ends it.")
public final class WatchCommand implements Callable<Integer> {
    /** The most assets that are asked for singly; more are asked for all at once. */
    private static final int MOST_SINGLE = 20;

    /** Refusals that only time cures, as of a worker that has just started. */
    private static final Set<FailCode> PASSING =
            EnumSet.of(FailCode.UNAVAILABLE, FailCode.MARKET_DATA_STALE, FailCode.RATE_LIMITED);

    private final Network network;
    private final Screen screen;
    private final BlockingQueue<Consumer<WatchView>> happened = new LinkedBlockingQueue<>();

    @Parameters(paramLabel = "SYMBOL", description = "The assets; all where none is named.")
    List<AssetSymbol> symbols = new ArrayList<>();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1",
            converter = Interval.class,
            description =
                    "How often to show what is new, as 0.5 or 2s or 1m; ${DEFAULT-VALUE} s where nothing is said.")
    Duration interval;

    @Option(names = "--count", paramLabel = "N", converter = Count.class, description = "Stop after so many looks.")
    int count = Integer.MAX_VALUE;

    /** Without a pause it would only ask. */
    static final class Interval extends BoundedTime {
        Interval() {
            super("0.01", "24h");
        }
    }

    /** One look at least. */
    static final class Count extends TypedNumber {
        Count() {
            super(1, 1_000_000_000);
        }
    }

    WatchCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return network.loggedIn((client, session) -> {
                    client.events()
                            .onTransactionSettled(transaction -> happened.add(view -> view.settled(transaction)));
                    client.events().onCorporateAction(action -> happened.add(view -> view.acted(action)));
                    client.onConnectionNotice(notice -> happened.add(view -> show(notice, view)));
                    return watch(client);
                })
                .number();
    }

    private static void show(ConnectionNotice notice, WatchView view) {
        switch (notice) {
            case ConnectionNotice.Lost lost -> view.trouble(lost.reason());
            case ConnectionNotice.Reconnected again -> view.regained(again.worker());
            case ConnectionNotice.EventsMissed _, ConnectionNotice.EventsSetBack _ ->
                view.missed("Some of your transactions are not shown here. Next: papertrader history");
            case ConnectionNotice.NoWorker _ -> {
                // So says the request that needed one.
            }
            case ConnectionNotice.Connected _, ConnectionNotice.WorkerLeaving _ -> {
                // As it should be.
            }
            case ConnectionNotice.EventsNotNumbered _, ConnectionNotice.SubscriptionRefused _ -> {
                // The same is shown, in the way of older versions.
            }
        }
    }

    /** An asset that is not there does not hide the others. */
    private ExitCode watch(PaperTraderClient client) {
        Watchlist list = new Watchlist(symbols);
        List<AssetInfo> first = list.update(wholeList(client));
        List<AssetSymbol> missing = list.missing();
        missing.forEach(symbol -> tellWhy(client, symbol));
        if (missing.isEmpty() || list.hasAny()) {
            watch(client, list, first);
        }
        return missing.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    /** The network says what was probably meant. */
    private void tellWhy(PaperTraderClient client, AssetSymbol missing) {
        try {
            await(client.marketData().assetInfo(missing));
            screen.fault(FailCode.MARKET_DATA_STALE.name(), missing + " has had no value until now; try again.");
        } catch (RefusedException refusal) {
            screen.fault(refusal.code().name(), refusal.reason());
        }
    }

    private void watch(PaperTraderClient client, Watchlist list, List<AssetInfo> first) {
        ToldValues told = new ToldValues(client);
        String source = PlainText.of(await(client.marketData().market()).source());
        try (WatchView view = screen.isLive() ? new LiveView(screen, source) : new LineView(screen, source)) {
            view.values(list, first);
            told.begin(symbols.isEmpty() ? List.of() : list.known());
            for (int looks = 1; looks < count && waited(view); looks++) {
                screen.checkReader();
                lookAgain(client, told, list, view);
            }
            happened.forEach(event -> event.accept(view));
        }
    }

    private static List<AssetInfo> wholeList(PaperTraderClient client) {
        return await(client.marketData().allAssets()).assets();
    }

    /** A network that is lost while one watches is waited for. */
    private void lookAgain(PaperTraderClient client, ToldValues told, Watchlist list, WatchView view) {
        try {
            view.values(
                    list,
                    told.isTelling() ? changes(client, list, list.news(told.take())) : list.update(wholeList(client)));
        } catch (RefusedException refusal) {
            if (!PASSING.contains(refusal.code())) {
                throw refusal;
            }
            view.trouble(refusal.reason());
        } catch (UnreachableException e) {
            if (!Thread.currentThread().isInterrupted()) {
                view.trouble(e.reason());
            }
        }
    }

    /** A value alone is not all that a program is told of an asset; nor what a person is on another day. */
    private List<AssetInfo> changes(PaperTraderClient client, Watchlist list, List<AssetValue> news) {
        if (list.suffice(news) && !screen.isJson()) {
            return list.apply(news);
        }
        return list.update(news.size() > MOST_SINGLE ? wholeList(client) : await(infos(client, news)));
    }

    private static Future<List<AssetInfo>> infos(PaperTraderClient client, List<AssetValue> news) {
        return Future.join(news.stream()
                        .map(value -> client.marketData().assetInfo(value.symbol()))
                        .toList())
                .map(CompositeFuture::list);
    }

    /** True where the interval passed without an interruption; events beside the values are shown as they come. */
    private boolean waited(WatchView view) {
        long end = System.nanoTime() + interval.toNanos();
        try {
            long left = interval.toNanos();
            while (left > 0) {
                Consumer<WatchView> next = happened.poll(left, TimeUnit.NANOSECONDS);
                if (next != null) {
                    next.accept(view);
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
