package io.papertrader.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers of assets. */
class AssetNumbersTest {
    private static final int ASSETS = 1_000;
    private static final int MANY_ASSETS = 20_000;
    private static final int THREADS = 4;

    private final AssetNumbers numbers = new AssetNumbers();

    private static AssetSymbol symbol(int number) {
        return new AssetSymbol("N" + number);
    }

    @Test
    void givesEachAssetANumberOfItsOwnAndKeepsIt() {
        List<Integer> first = IntStream.range(0, ASSETS)
                .mapToObj(each -> numbers.of(symbol(each)))
                .toList();

        assertThat(first).doesNotHaveDuplicates();
        IntStream.range(0, ASSETS).forEach(each -> {
            assertThat(numbers.of(symbol(each))).isEqualTo(first.get(each));
            assertThat(numbers.symbol(first.get(each))).isEqualTo(symbol(each));
        });
    }

    @Test
    void knowsTheNumbersOfAnUpdate() {
        int other = numbers.of(new AssetSymbol("OTHER"));

        var all = numbers.allOf(List.of(
                Samples.asset(symbol(1), "1", Samples.VALUE_TIME), Samples.asset(symbol(2), "1", Samples.VALUE_TIME)));

        assertThat(all.stream().mapToObj(numbers::symbol)).containsExactlyInAnyOrder(symbol(1), symbol(2));
        assertThat(all.get(other)).isFalse();
    }

    @Test
    void givesOneNumberToAllThreads() throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<List<Integer>>> given = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                given.add(threads.submit(() -> numberAll(start)));
            }

            List<Integer> first = given.getFirst().get();
            assertThat(first).doesNotHaveDuplicates();
            for (Future<List<Integer>> other : given) {
                assertThat(other.get()).isEqualTo(first);
            }
        }
    }

    /** Numbers assets while others do, and looks each up at once, while the symbols grow. */
    private List<Integer> numberAll(CyclicBarrier start) throws Exception {
        start.await();
        List<Integer> own = new ArrayList<>();
        for (int each = 0; each < MANY_ASSETS; each++) {
            int number = numbers.of(symbol(each));
            assertThat(numbers.symbol(number)).isEqualTo(symbol(each));
            own.add(number);
        }
        return own;
    }
}
