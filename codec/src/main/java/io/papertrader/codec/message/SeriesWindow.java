package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Arrays;
import java.util.Locale;

/** The stretch of time whose values are asked for (specification 4.6.9 to 4.6.13), and how long a bar of it is. */
public enum SeriesWindow {
    /** Every update of the 24 hours that end at the date and time. */
    DAY,
    /** One bar a day for the 7 days that end at the date. */
    WEEK,
    /** One bar a day for the month that ends at the date. */
    MONTH,
    /** One bar a month for the 12 months that end at the date. */
    YEAR,
    /** One bar a month of all that is stored; takes no date. */
    ALL;

    /** {@code day}, {@code week}, {@code month}, {@code year} or {@code all}. */
    public static final FieldType<SeriesWindow> TYPE =
            FieldType.STR.atMost(5).as(SeriesWindow::parse, SeriesWindow::text);

    /** The text on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static SeriesWindow parse(String text) {
        return Arrays.stream(values())
                .filter(window -> window.text().equals(text))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("must be day, week, month, year or all"));
    }
}
