package io.papertrader.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.Samples;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers of assets. */
class AssetNumbersTest {
    private static final int ASSETS = 1_000;

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

        var all = numbers.of(List.of(
                Samples.asset(symbol(1), "1", Samples.VALUE_TIME), Samples.asset(symbol(2), "1", Samples.VALUE_TIME)));

        assertThat(all.stream().mapToObj(numbers::symbol)).containsExactlyInAnyOrder(symbol(1), symbol(2));
        assertThat(all.get(other)).isFalse();
    }

    @Test
    void givesOneNumberToAllThreads() {
        List<Set<Integer>> given = IntStream.range(0, ASSETS)
                .parallel()
                .mapToObj(each -> Set.of(numbers.of(symbol(each % 10))))
                .toList();

        Set<Integer> all = given.stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(all).hasSize(10);
        assertThat(all.stream().map(numbers::symbol))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10)
                        .mapToObj(AssetNumbersTest::symbol)
                        .toList());
    }
}
