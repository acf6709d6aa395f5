package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.vertx.core.buffer.Buffer;

/** Requests between master and worker alone. */
public sealed interface LinkRequest extends Request {
    /** The form of both messages of the handshake. The largest keys and addresses need less than half of this. */
    FieldType<Buffer> SEALED = FieldType.REST.atMost(8_192);

    /** The first message on a worker's connection: an OpenPGP message. */
    record LinkHello(Buffer sealed) implements LinkRequest {
        static final Layout<LinkHello> LAYOUT =
                Layout.of(LinkHello.class, field("sealed", SEALED, LinkHello::sealed), LinkHello::new);
    }

    /** Whose session is this, and until when? Asked once by a worker, which keeps the answer. */
    record VerifySession(SessionId sessionId) implements LinkRequest, WithSession {
        static final Layout<VerifySession> LAYOUT = Layout.of(
                VerifySession.class, field("sessionID", SessionId.TYPE, VerifySession::sessionId), VerifySession::new);
    }

    /** The master asks a worker for its live figures (specification 3.1.5). */
    record GetWorkerStatus() implements LinkRequest {
        static final Layout<GetWorkerStatus> LAYOUT = Layout.of(GetWorkerStatus.class, GetWorkerStatus::new);
    }

    /**
     * Is the master there, and are its values fresh? A worker asks every few seconds. The link itself answers, at once and before
     * anything that waits, however many requests it works on.
     */
    record Heartbeat() implements LinkRequest {
        static final Layout<Heartbeat> LAYOUT = Layout.of(Heartbeat.class, Heartbeat::new);
    }
}
