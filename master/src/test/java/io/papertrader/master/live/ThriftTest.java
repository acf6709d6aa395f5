package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.Savings;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThriftTest {
    private static final int A_CALL = 10;
    private static final Duration UPDATE = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofMinutes(10);
    private static final List<AssetSymbol> LISTED =
            IntStream.range(0, 100).mapToObj(i -> new AssetSymbol("A" + i)).toList();

    private final Set<AssetSymbol> wanted = new HashSet<>();
    private final Thrift thrift = new Thrift(AssetClass.US, LISTED, wanted::contains, REST);
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    private Set<AssetSymbol> update() {
        now = now.plus(UPDATE);
        return thrift.choose(A_CALL, now);
    }

    @Test
    void asksForAllAtFirst() {
        assertThat(update()).containsExactlyInAnyOrderElementsOf(LISTED);
        assertThat(thrift.savings()).isEqualTo(new Savings(AssetClass.US, 100, 100, 0, 0));
    }

    @Test
    void asksForNoneThatNobodyWants() {
        update();

        assertThat(update()).isEmpty();
        assertThat(thrift.savings()).isEqualTo(new Savings(AssetClass.US, 100, 0, 10, 100));
    }

    @Test
    void fillsTheCallWithThoseThatWereAskedForLongestAgo() {
        update();
        wanted.addAll(LISTED.subList(0, 4));

        assertThat(update()).containsExactlyInAnyOrderElementsOf(LISTED.subList(0, A_CALL));
        Set<AssetSymbol> next = update();
        assertThat(next).hasSize(A_CALL).containsAll(wanted).doesNotContain(LISTED.get(5));
        assertThat(thrift.savings()).isEqualTo(new Savings(AssetClass.US, 100, A_CALL, 18, 180));
    }

    @Test
    void leavesOutNoneWhereOneCallTakesThemAll() {
        for (int updates = 0; updates < 3; updates++) {
            now = now.plus(UPDATE);
            assertThat(thrift.choose(LISTED.size(), now)).containsExactlyInAnyOrderElementsOf(LISTED);
        }
        assertThat(thrift.savings().calls()).isZero();
    }

    @Test
    void neverLetsAnyRestForLongerThanItsValueStaysFresh() {
        long seed = System.nanoTime();
        System.out.println("ThriftTest seed " + seed);
        Random random = new Random(seed);
        Map<AssetSymbol, Instant> asked = new HashMap<>();
        for (int updates = 0; updates < 1_000; updates++) {
            AssetSymbol some = LISTED.get(random.nextInt(LISTED.size()));
            if (!wanted.remove(some)) {
                wanted.add(some);
            }
            Set<AssetSymbol> chosen = update();
            chosen.forEach(symbol -> asked.put(symbol, now));
            assertThat(chosen).containsAll(wanted);
            assertThat(LISTED)
                    .allSatisfy(symbol -> assertThat(asked.get(symbol)).isAfterOrEqualTo(now.minus(REST.plus(UPDATE))));
        }
        assertThat(thrift.savings().calls()).isPositive();
    }

    @Test
    void anAssetThatRestsIsAskedForOnDemandTogetherWithThoseThatCostNothing() {
        update();
        for (int updates = 0; updates < 24; updates++) {
            update();
        }
        AssetSymbol resting = LISTED.stream()
                .filter(symbol -> thrift.rests(symbol, now))
                .findFirst()
                .orElseThrow();

        Set<AssetSymbol> chosen = thrift.chooseWith(Set.of(resting, new AssetSymbol("FOREIGN")), A_CALL, now);

        assertThat(chosen).hasSize(A_CALL).contains(resting);
        assertThat(LISTED.stream().filter(chosen::contains)).noneMatch(symbol -> thrift.rests(symbol, now));
    }

    @Test
    void oneThatWasAskedForLatelyDoesNotRest() {
        update();
        update();

        assertThat(LISTED).noneMatch(symbol -> thrift.rests(symbol, now));
    }

    @Test
    void asksAgainForThoseThatWereNotAnswered() {
        Set<AssetSymbol> first = update();
        thrift.failed(first);

        assertThat(update()).isEqualTo(first);
    }
}
