package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.time.Instant;
import java.util.List;

/** Answers about sessions. */
public sealed interface SessionReply extends Reply {
    /**
     * An active session (4.6.18).
     *
     * @param id to be kept like a password
     * @param expiry the moment at which it ends, unless it is ended before
     * @param workers some of those it can be used with (3.1.5): all, or 32 where there are more
     */
    record SessionStarted(SessionId id, Instant expiry, List<WorkerAddress> workers)
            implements SessionReply, SessionBegun {
        /** The most workers that it names. */
        public static final int MOST_WORKERS = 32;

        static final Layout<SessionStarted> LAYOUT = Layout.of(
                SessionStarted.class,
                field("id", SessionId.TYPE, SessionStarted::id),
                field("expiry", FieldType.TIME, SessionStarted::expiry),
                field(
                        "workers",
                        WorkerAddress.COMMA_LIST.atMost(MOST_WORKERS * (WorkerAddress.TYPE.mostBytes() + 1)),
                        SessionStarted::workers),
                SessionStarted::new);

        public SessionStarted {
            workers = List.copyOf(workers);
        }
    }

    /** The connection's state from here on (4.6.25). */
    record StateSwitchSuccess(ConnectionState state) implements SessionReply {
        static final Layout<StateSwitchSuccess> LAYOUT = Layout.of(
                StateSwitchSuccess.class,
                field("state", ConnectionState.TYPE, StateSwitchSuccess::state),
                StateSwitchSuccess::new);
    }

    /** The session is over: an extension. */
    record LogoutSuccess() implements SessionReply {
        static final Layout<LogoutSuccess> LAYOUT = Layout.of(LogoutSuccess.class, LogoutSuccess::new);
    }
}
