package io.papertrader.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.PortfolioId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PortfolioSetTest {
    private static final int STEPS = 20_000;

    @RepeatedTest(5)
    void doesWhatAnySetDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int range = 1 + random.nextInt(3_000);
        Set<PortfolioId> set = new PortfolioSet();
        Set<PortfolioId> model = new HashSet<>();

        for (int step = 0; step < STEPS; step++) {
            PortfolioId portfolio = new PortfolioId(random.nextInt(range) - range / 4);
            boolean isAdded = random.nextInt(STEPS) > step;
            assertThat(isAdded ? set.add(portfolio) : set.remove(portfolio))
                    .as("step %d of seed %d", step, seed)
                    .isEqualTo(isAdded ? model.add(portfolio) : model.remove(portfolio));
            assertThat(set.size()).isEqualTo(model.size());
        }

        assertThat(set).as("seed %d", seed).isEqualTo(model).hasSameHashCodeAs(model);
        assertThat(List.copyOf(set)).containsExactlyInAnyOrderElementsOf(model);
        LongStream.range(-range, range)
                .mapToObj(PortfolioId::new)
                .forEach(portfolio -> assertThat(set.contains(portfolio)).isEqualTo(model.contains(portfolio)));
    }

    @Test
    void isEmptyAgainWhenAllAreGone() {
        Set<PortfolioId> all = Set.copyOf(
                LongStream.range(0, 10_000).mapToObj(PortfolioId::new).toList());
        Set<PortfolioId> set = new PortfolioSet(all);

        assertThat(set).isEqualTo(all);
        assertThat(set.containsAll(all)).isTrue();
        all.forEach(set::remove);
        assertThat(set).isEmpty();
        assertThat(set.iterator().hasNext()).isFalse();
    }

    @Test
    void isCopiedWithAllThatItHas() {
        PortfolioSet set = new PortfolioSet(List.of(new PortfolioId(0), new PortfolioId(7), new PortfolioId(8)));

        PortfolioSet copy = new PortfolioSet(set);
        copy.remove(new PortfolioId(7));

        assertThat(copy).containsExactlyInAnyOrder(new PortfolioId(0), new PortfolioId(8));
        assertThat(set).hasSize(3);
    }
}
