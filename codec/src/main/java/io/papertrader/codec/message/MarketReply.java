package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers of {@link MarketRequest}. */
public sealed interface MarketReply extends Reply {
    /**
     * The market as a whole.
     *
     * @param since the moment at which it became so, on the master's clock
     * @param reason the reason for which it is closed, and what to do next; empty where it is not
     * @param source the origin of its values, in a few words
     * @param time the time of its latest value, on the market's own clock; none before the first
     * @param period the period that it replays; none where its values are of today
     */
    record MarketStatus(
            MarketState state,
            Instant since,
            String reason,
            String source,
            Optional<Instant> time,
            Optional<Period> period)
            implements MarketReply {
        /** The most bytes of a source in UTF-8. */
        public static final int SOURCE_BYTES = 128;

        /** The most bytes of a reason in UTF-8. */
        public static final int REASON_BYTES = 512;

        /** Binary. */
        public static final Layout<MarketStatus> LAYOUT = Layout.of(
                MarketStatus.class,
                field("state", MarketState.TYPE, MarketStatus::state),
                field("since", FieldType.TIME, MarketStatus::since),
                field("reason", FieldType.STR.atMost(REASON_BYTES), MarketStatus::reason),
                field("source", FieldType.STR.atMost(SOURCE_BYTES), MarketStatus::source),
                field("time", FieldType.TIME.optional(), MarketStatus::time),
                field("period", Period.LAYOUT.optional(), MarketStatus::period),
                MarketStatus::new);

        /**
         * A recorded period that is replayed.
         *
         * @param first the first moment of its first day
         * @param last the close of its last day
         * @param millisLeft the time until it ends at the present speed, in milliseconds, on the master's clock
         */
        public record Period(Instant first, Instant last, long millisLeft) {
            static final Layout<Period> LAYOUT = Layout.of(
                    Period.class,
                    field("first", FieldType.TIME, Period::first),
                    field("last", FieldType.TIME, Period::last),
                    field("millisLeft", FieldType.I64, Period::millisLeft),
                    Period::new);
        }
    }

    /**
     * The hours at which the market's assets are traded, by calendar.
     *
     * @param at the present moment on the market's own clock; in a replay that of its latest value
     */
    record TradingHours(Instant at, List<Hours> hours) implements MarketReply {
        /** The most calendars of an answer. */
        public static final int MOST = 16;

        /** Binary. */
        public static final Layout<TradingHours> LAYOUT = Layout.of(
                TradingHours.class,
                field("at", FieldType.TIME, TradingHours::at),
                field("hours", Hours.LAYOUT.list(MOST), TradingHours::hours),
                TradingHours::new);

        public TradingHours {
            hours = List.copyOf(hours);
        }

        /**
         * The hours of one calendar.
         *
         * @param calendar its name, such as {@code XNYS} (ISO 10383), or {@code ALWAYS}
         * @param isOpen true where its assets are traded at this moment
         * @param opens the next time at which it opens; none where it is always open
         * @param closes the next time at which it closes; none where it is always open
         */
        public record Hours(String calendar, boolean isOpen, Optional<Instant> opens, Optional<Instant> closes) {
            private static final int NAME_BYTES = 32;

            static final Layout<Hours> LAYOUT = Layout.of(
                    Hours.class,
                    field("calendar", FieldType.STR.atMost(NAME_BYTES), Hours::calendar),
                    field("isOpen", FieldType.BOOL, Hours::isOpen),
                    field("opens", FieldType.TIME.optional(), Hours::opens),
                    field("closes", FieldType.TIME.optional(), Hours::closes),
                    Hours::new);
        }
    }
}
