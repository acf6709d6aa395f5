package io.papertrader.vocabulary;

/** An amount of an asset, never negative, to 8 decimals: at most 92233720368.54775807. */
public record Quantity(long units) implements Comparable<Quantity> {
    /** Nothing. */
    public static final Quantity ZERO = new Quantity(0);

    public Quantity {
        if (units < 0) {
            throw new IllegalArgumentException("must not be negative");
        }
    }

    /** Reads a plain decimal. */
    public static Quantity of(String text) {
        return new Quantity(Decimal.parse(text));
    }

    /** The sum; throws {@link ArithmeticException} on overflow. */
    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(units, other.units));
    }

    /** The difference; throws where it would be negative. */
    public Quantity minus(Quantity other) {
        return new Quantity(Math.subtractExact(units, other.units));
    }

    /** True where it is more than nothing. */
    public boolean isPositive() {
        return units > 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(units, other.units);
    }

    @Override
    public String toString() {
        return Decimal.format(units);
    }
}
