package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.time.Instant;

/** The values of a stretch of time; {@code time} is its start. */
public record Bar(Instant time, Money open, Money high, Money low, Money close, Quantity volume) {
    /** Binary. */
    public static final Layout<Bar> LAYOUT = Layout.of(
            Bar.class,
            field("time", FieldType.TIME, Bar::time),
            field("open", Money.TYPE, Bar::open),
            field("high", Money.TYPE, Bar::high),
            field("low", Money.TYPE, Bar::low),
            field("close", Money.TYPE, Bar::close),
            field("volume", Quantity.TYPE, Bar::volume),
            Bar::new);
}
