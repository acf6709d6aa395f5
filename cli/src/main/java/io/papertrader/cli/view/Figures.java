package io.papertrader.cli.view;

import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as people read them: thousands apart, and no more decimals than mean something. */
public final class Figures {
    private static final int PRICE_DECIMALS = 4;
    private static final MathContext SHORT = new MathContext(3, RoundingMode.HALF_EVEN);

    /** A value that is rounded to nothing has no sign. */
    private static final Pattern ZERO = Pattern.compile("-[0.]+");

    private Figures() {}

    /** An amount of money: two decimals. */
    public static String amount(Money money) {
        return format("#,##0.00", exact(money));
    }

    /** A price: two decimals, up to four where it has them, all where it is less than one. */
    public static String price(Money money) {
        boolean isSmall = Math.abs(money.units()) < Decimal.ONE;
        return format("#,##0.00" + "#".repeat((isSmall ? Decimal.SCALE : PRICE_DECIMALS) - 2), exact(money));
    }

    /** A quantity: all its decimals. */
    public static String quantity(Quantity quantity) {
        return format("#,##0.########", Decimal.toBigDecimal(quantity.units()));
    }

    /** A large quantity in short, as {@code 51.6M}. */
    public static String compact(Quantity quantity) {
        BigDecimal value = Decimal.toBigDecimal(quantity.units());
        int thousands = 0;
        while (thousands < 4 && value.round(SHORT).compareTo(BigDecimal.valueOf(1_000)) >= 0) {
            value = value.movePointLeft(3);
            thousands++;
        }
        return value.round(SHORT).stripTrailingZeros().toPlainString()
                + (thousands == 0 ? "" : "KMBT".substring(thousands - 1, thousands));
    }

    /** A share of a whole. */
    public static String percent(Percent percent) {
        return format("#,##0.00", Decimal.toBigDecimal(percent.units())) + "%";
    }

    /** The way from one amount to another, with its sign, in the tone of gain or loss. */
    public static Cell change(Money from, Money to) {
        if (from.units() == 0) {
            return Cell.empty();
        }
        Percent percent = Percent.of(to.minus(from), from);
        return signed(percent(percent), percent.units(), to.minus(from));
    }

    /** A gain or a loss, with its sign. */
    public static Cell gain(Money gain) {
        return signed(amount(gain), gain.units(), gain);
    }

    private static Cell signed(String text, long units, Money gain) {
        boolean isNothing = ZERO.matcher("-" + text.replace("%", "")).matches();
        return isNothing ? Cell.of(text) : Cell.of((units > 0 ? "+" : "") + text, tone(gain));
    }

    /** Gain, loss, or neither. */
    public static Tone tone(Money gain) {
        return switch (Long.signum(gain.units())) {
            case 1 -> Tone.GAIN;
            case -1 -> Tone.LOSS;
            default -> Tone.PLAIN;
        };
    }

    private static BigDecimal exact(Money money) {
        return Decimal.toBigDecimal(money.units());
    }

    private static String format(String pattern, BigDecimal value) {
        // The format rounds half-even by itself. It is not safe for several threads, so each call makes a new one.
        String text = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
        return ZERO.matcher(text).matches() ? text.substring(1) : text;
    }
}
