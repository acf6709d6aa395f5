package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The effect of a corporate action on an account.
 *
 * @param number counts the network's corporate actions; an account has some of them
 * @param exDate the first day that was traded without it, in the asset's market time
 * @param from so much was held of the asset
 * @param to so much is held for it afterwards
 */
public record PortfolioAction(long number, ActionKind kind, LocalDate exDate, Shares from, Shares to, Booked booked) {
    /** The most bytes of a fault in UTF-8. */
    public static final int FAULT_BYTES = 128;

    private static final FieldType<LocalDate> DATE =
            FieldType.STR.atMost(10).as(PortfolioAction::date, LocalDate::toString);

    /** Binary. */
    public static final Layout<PortfolioAction> LAYOUT = Layout.of(
            PortfolioAction.class,
            field("number", FieldType.I64, PortfolioAction::number),
            field("kind", ActionKind.TYPE, PortfolioAction::kind),
            field("exDate", DATE, PortfolioAction::exDate),
            field("from", Shares.LAYOUT, PortfolioAction::from),
            field("to", Shares.LAYOUT, PortfolioAction::to),
            field("booked", Booked.LAYOUT, PortfolioAction::booked),
            PortfolioAction::new);

    /** So much of an asset. */
    public record Shares(Quantity quantity, AssetSymbol symbol) {
        static final Layout<Shares> LAYOUT = Layout.of(
                Shares.class,
                field("quantity", SharedTypes.QUANTITY, Shares::quantity),
                field("symbol", SharedTypes.ASSET_SYMBOL, Shares::symbol),
                Shares::new);
    }

    /**
     * The booking.
     *
     * @param cash the money that came
     * @param fault why nothing moved, else empty
     */
    public record Booked(Instant at, Money cash, String fault) {
        static final Layout<Booked> LAYOUT = Layout.of(
                Booked.class,
                field("at", FieldType.TIME, Booked::at),
                field("cash", SharedTypes.MONEY, Booked::cash),
                field("fault", FieldType.STR.atMost(FAULT_BYTES), Booked::fault),
                Booked::new);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException bad) {
            throw new IllegalArgumentException("must be a date like 2014-06-09", bad);
        }
    }
}
