package io.papertrader.market.action;

import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The ratio of an exchange, so many new shares for so many old ones, in lowest terms: 7 for 1, 1 for 20, 3 for 2. */
public record ShareRatio(long newShares, long oldShares) {
    /** The most shares on either side. */
    public static final long MOST = 1_000_000_000;

    private static final String DECIMAL = "\\d{1,10}(\\.\\d{1,8})?";
    private static final String FRACTION = "\\d{1,10}/\\d{1,10}";

    public ShareRatio {
        if (newShares < 1 || oldShares < 1 || newShares > MOST || oldShares > MOST) {
            throw new IllegalArgumentException("must be above zero, of at most 1000000000 shares");
        }
        long divisor =
                BigInteger.valueOf(newShares).gcd(BigInteger.valueOf(oldShares)).longValueExact();
        newShares = newShares / divisor;
        oldShares = oldShares / divisor;
    }

    /** Reads new shares for each old one, as {@code 7}, {@code 0.125} or {@code 3/2}. */
    public static ShareRatio of(String text) {
        if (!text.matches(FRACTION) && !text.matches(DECIMAL)) {
            throw new IllegalArgumentException("must be new shares for each old one, like 7, 0.125 or 3/2");
        }
        int slash = text.indexOf('/');
        if (slash > 0) {
            return new ShareRatio(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
        }
        BigDecimal ratio = new BigDecimal(text).stripTrailingZeros();
        int decimals = Math.max(0, ratio.scale());
        return new ShareRatio(
                ratio.movePointRight(decimals).longValueExact(),
                BigInteger.TEN.pow(decimals).longValueExact());
    }

    /**
     * The new shares for so many old ones, down to the scale of quantities; throws {@link ArithmeticException} beyond
     * it.
     */
    public Quantity of(Quantity old) {
        return new Quantity(exact(old).divide(BigInteger.valueOf(oldShares)).longValueExact());
    }

    /** The worth of what {@link #of(Quantity)} leaves, at the value of a new share, half-even. */
    public Money worthOfRest(Quantity old, Money newValue) {
        BigInteger rest = exact(old).mod(BigInteger.valueOf(oldShares));
        return new Money(new BigDecimal(rest.multiply(BigInteger.valueOf(newValue.units())))
                .divide(BigDecimal.valueOf(oldShares).movePointRight(8), 0, RoundingMode.HALF_EVEN)
                .longValueExact());
    }

    /** The value of a new share where an old one's was this, half-even; at most what money can be. */
    public Money valueOfNew(Money oldValue) {
        BigInteger units = new BigDecimal(BigInteger.valueOf(oldValue.units()).multiply(BigInteger.valueOf(oldShares)))
                .divide(BigDecimal.valueOf(newShares), 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
        return new Money(units.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    private BigInteger exact(Quantity old) {
        return BigInteger.valueOf(old.units()).multiply(BigInteger.valueOf(newShares));
    }

    @Override
    public String toString() {
        return newShares + " for " + oldShares;
    }
}
