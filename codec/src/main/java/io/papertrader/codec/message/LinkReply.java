package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** Answers of {@link LinkRequest}. */
public sealed interface LinkReply extends Reply {
    /** The master knows the worker: an OpenPGP message. */
    record LinkWelcome(Buffer sealed) implements LinkReply {
        static final Layout<LinkWelcome> LAYOUT = Layout.of(
                LinkWelcome.class, field("sealed", LinkRequest.SEALED, LinkWelcome::sealed), LinkWelcome::new);
    }

    /**
     * The master is there.
     *
     * @param valuesFresh true where its values are recent enough to trade on
     */
    record HeartbeatAnswer(boolean valuesFresh) implements LinkReply {
        static final Layout<HeartbeatAnswer> LAYOUT = Layout.of(
                HeartbeatAnswer.class,
                field("valuesFresh", FieldType.BOOL, HeartbeatAnswer::valuesFresh),
                HeartbeatAnswer::new);
    }

    /** The master has noted it. */
    record UsesNoted() implements LinkReply {
        static final Layout<UsesNoted> LAYOUT = Layout.of(UsesNoted.class, UsesNoted::new);
    }

    /** The master has noted which assets are wanted. */
    record WantedNoted() implements LinkReply {
        static final Layout<WantedNoted> LAYOUT = Layout.of(WantedNoted.class, WantedNoted::new);
    }

    /** A session that may be used. */
    record VerifiedSession(UserName username, Instant expiry) implements LinkReply {
        static final Layout<VerifiedSession> LAYOUT = Layout.of(
                VerifiedSession.class,
                field("username", UserName.TYPE, VerifiedSession::username),
                field("expiry", FieldType.TIME, VerifiedSession::expiry),
                VerifiedSession::new);
    }

    /** A worker's live figures. */
    record WorkerStatus(
            String version,
            Instant startedAt,
            long clients,
            long sessions,
            long cachedSeries,
            long requests,
            long logEntries)
            implements LinkReply {
        static final Layout<WorkerStatus> LAYOUT = Layout.of(
                WorkerStatus.class,
                field("version", FieldType.STR, WorkerStatus::version),
                field("startedAt", FieldType.TIME, WorkerStatus::startedAt),
                field("clients", FieldType.U32, WorkerStatus::clients),
                field("sessions", FieldType.U32, WorkerStatus::sessions),
                field("cachedSeries", FieldType.U32, WorkerStatus::cachedSeries),
                field("requests", FieldType.I64, WorkerStatus::requests),
                field("logEntries", FieldType.U32, WorkerStatus::logEntries),
                WorkerStatus::new);
    }
}
