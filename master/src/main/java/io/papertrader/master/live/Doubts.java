package io.papertrader.master.live;

import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that lie so far from the last one that they are believed only when a second value, or another provider, says
 * about the same. What is doubted is nowhere but here. For any thread.
 */
final class Doubts {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final BigDecimal jump;
    private final Map<AssetSymbol, Sample> held = new HashMap<>();

    Doubts(BigDecimal jump) {
        this.jump = jump;
    }

    /** True where a value is believed; one that is not is held until another says the same. */
    synchronized boolean believes(Sample sample, Money last) {
        AssetSymbol symbol = sample.asset().symbol();
        if (isNear(sample.asset().close(), last)) {
            held.remove(symbol);
            return true;
        }
        boolean isConfirmed = Optional.ofNullable(held.get(symbol))
                .filter(doubted -> isAnother(doubted, sample))
                .filter(doubted ->
                        isNear(sample.asset().close(), doubted.asset().close()))
                .isPresent();
        if (isConfirmed) {
            held.remove(symbol);
        } else {
            held.put(symbol, sample);
        }
        return isConfirmed;
    }

    /** The assets whose latest value is doubted. */
    synchronized Set<AssetSymbol> held() {
        return Set.copyOf(held.keySet());
    }

    /** The change that is not believed at once, in percent. */
    BigDecimal jump() {
        return jump;
    }

    /** A value that is told twice is no second one. */
    private static boolean isAnother(Sample doubted, Sample sample) {
        return sample.time().isAfter(doubted.time()) || !sample.source().equals(doubted.source());
    }

    private boolean isNear(Money value, Money other) {
        BigDecimal change = BigDecimal.valueOf(value.units())
                .subtract(BigDecimal.valueOf(other.units()))
                .abs();
        return change.multiply(HUNDRED).compareTo(jump.multiply(BigDecimal.valueOf(other.units()))) <= 0;
    }
}
