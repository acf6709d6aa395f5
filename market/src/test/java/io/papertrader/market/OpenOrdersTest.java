package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Open orders are what a map of them would be, whatever their ids have in common. */
class OpenOrdersTest {
    private static final int STEPS = 3_000;
    private static final int PHASE = 300;

    private final OpenOrders orders = new OpenOrders();
    private final Map<TransactionId, Order> expected = new HashMap<>();

    /** Few first halves are many ids that differ in the second alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, Integer.MAX_VALUE})
    void areWhatAMapWouldBe(int halves) {
        SplittableRandom random = new SplittableRandom(halves);
        for (int step = 0; step < STEPS; step++) {
            TransactionId id =
                    new TransactionId(new UUID(random.nextInt(halves) - (long) halves / 2, random.nextInt(STEPS)));
            if (expected.containsKey(id)) {
                assertThat(orders.get(id)).isEqualTo(expected.get(id));
            } else {
                add(id, step + 1);
            }
            // They become many, and few again, phase by phase.
            int removals = step / PHASE % 2 == 0 ? random.nextInt(2) : random.nextInt(4);
            for (; removals > 0 && !expected.isEmpty(); removals--) {
                remove(List.copyOf(expected.keySet()).get(random.nextInt(expected.size())));
            }
        }

        assertThat(orders.size()).isEqualTo(expected.size());
        assertThat(orders.stream().map(OpenOrder::order)).containsExactlyInAnyOrderElementsOf(expected.values());
        List.copyOf(expected.keySet()).forEach(this::remove);
        assertThat(orders.size()).isZero();
    }

    private void add(TransactionId id, int number) {
        assertThat(orders.has(id)).isFalse();
        Order order = new Order(
                number,
                ANN,
                id,
                new Trade(Side.BUY, KO, Quantity.of("1"), NEXT),
                Money.of("10"),
                Instant.EPOCH,
                Instant.EPOCH);
        orders.add(order);
        expected.put(id, order);
        assertThat(orders.has(id)).isTrue();
    }

    private void remove(TransactionId id) {
        assertThat(orders.remove(id).order()).isEqualTo(expected.remove(id));
        assertThat(orders.has(id)).isFalse();
    }
}
