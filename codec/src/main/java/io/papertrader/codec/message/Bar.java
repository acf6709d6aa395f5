package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.Instant;

/**
 * The values of a stretch of time; {@code time} is its start. A day or a month of the asset's market begins with its
 * first date, at midnight of UTC, so that it reads the same everywhere.
 */
public record Bar(Instant time, Money open, Money high, Money low, Money close, Quantity volume) {
    /** Binary. */
    public static final Layout<Bar> LAYOUT = Layout.of(
            Bar.class,
            field("time", FieldType.TIME, Bar::time),
            field("open", SharedTypes.MONEY, Bar::open),
            field("high", SharedTypes.MONEY, Bar::high),
            field("low", SharedTypes.MONEY, Bar::low),
            field("close", SharedTypes.MONEY, Bar::close),
            field("volume", SharedTypes.QUANTITY, Bar::volume),
            Bar::new);
}
