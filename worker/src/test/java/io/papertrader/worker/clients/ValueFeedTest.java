package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.papertrader.worker.asset.AssetNumbers;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cost of subscriptions. */
@QuarkusTest
class ValueFeedTest extends LinkedWorker {
    private static final int CLIENTS = 2_000;
    private static final int ASSETS = 7_100;
    private static final int VALUES_AN_EVENT = 500;
    private static final int MOST_BYTES_A_CLIENT = 4_096;

    private final AssetNumbers numbers = new AssetNumbers();
    private final List<Runnable> later = new ArrayList<>();

    private static final class Deaf implements ValueFeed.Listener {
        @Override
        public boolean isBehind() {
            return true;
        }

        @Override
        public boolean tell(byte[] event) {
            return false;
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static List<AssetSymbol> symbols(int number, int first) {
        return IntStream.range(0, number)
                .mapToObj(each -> new AssetSymbol("F" + (first + each) % ASSETS))
                .toList();
    }

    @Test
    void keepsLittleForMembersWhoEachNameAsMuchAsTheyMay() {
        ValueFeed feed = new ValueFeed(values, numbers, later::add);
        List<AssetInfo> update = symbols(ASSETS, 0).stream()
                .map(symbol -> Samples.asset(symbol, "1", Samples.VALUE_TIME))
                .toList();
        feed.subscribe(new Deaf(), symbols(ASSETS, 0));
        long before = heap();

        List<ValueFeed.Listener> clients = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            ValueFeed.Listener client = new Deaf();
            clients.add(client);
            feed.subscribe(client, symbols(ValueFeed.MOST_SYMBOLS, number * 3));
        }
        for (int from = 0; from < ASSETS; from += VALUES_AN_EVENT) {
            feed.update(new ValueFeed.Update(update.subList(from, Math.min(ASSETS, from + VALUES_AN_EVENT)), numbers));
        }

        assertThat(heap() - before).isLessThan((long) CLIENTS * MOST_BYTES_A_CLIENT);
        assertThat(feed.size(clients.getLast())).isEqualTo(ValueFeed.MOST_SYMBOLS);
        assertThat(feed.named()).hasSize(ASSETS);
        clients.forEach(feed::unsubscribe);
        assertThat(feed.size(clients.getLast())).isZero();
    }
}
