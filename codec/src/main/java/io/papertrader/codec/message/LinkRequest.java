package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;

/** Requests between master and worker alone. */
public sealed interface LinkRequest extends Request {
    /** The form of both messages of the handshake. The largest keys and addresses need less than half of this. */
    FieldType<Buffer> SEALED = FieldType.REST.atMost(8_192);

    /** The first message on a worker's connection: an OpenPGP message. */
    record LinkHello(Buffer sealed) implements LinkRequest {
        static final Layout<LinkHello> LAYOUT =
                Layout.of(LinkHello.class, field("sealed", SEALED, LinkHello::sealed), LinkHello::new);
    }

    /** Asks for the owner and the expiry of a session: once, as the worker keeps the answer. */
    record VerifySession(SessionId sessionId) implements LinkRequest, WithSession {
        static final Layout<VerifySession> LAYOUT = Layout.of(
                VerifySession.class, field("sessionID", SessionId.TYPE, VerifySession::sessionId), VerifySession::new);
    }

    /**
     * Tells which sessions were used since the last time, where the worker answered from memory; sent once a minute.
     *
     * @param uses sessions that were verified over this link, at most {@value #MOST}
     */
    record NoteUses(List<Use> uses) implements LinkRequest {
        /** The most that one request tells of. */
        public static final int MOST = 1_000;

        static final Layout<NoteUses> LAYOUT =
                Layout.of(NoteUses.class, field("uses", Use.LAYOUT.list(MOST), NoteUses::uses), NoteUses::new);

        public NoteUses {
            uses = List.copyOf(uses);
        }

        /** The last use of a session. */
        public record Use(SessionHash session, Instant usedAt) {
            static final Layout<Use> LAYOUT = Layout.of(
                    Use.class,
                    field("session", SessionHash.TYPE, Use::session),
                    field("usedAt", FieldType.TIME, Use::usedAt),
                    Use::new);
        }
    }

    /**
     * Tells which assets clients asked for or watch, where the worker answered from memory: their values are retrieved
     * with each update. An asset is told again when some minutes have passed.
     *
     * @param assets at most {@value #MOST}
     */
    record NoteWanted(List<AssetSymbol> assets) implements LinkRequest {
        /** The most that one request tells of. */
        public static final int MOST = 1_000;

        static final Layout<NoteWanted> LAYOUT = Layout.of(
                NoteWanted.class,
                field("assets", SharedTypes.ASSET_SYMBOL.list(MOST), NoteWanted::assets),
                NoteWanted::new);

        public NoteWanted {
            assets = List.copyOf(assets);
        }
    }

    /** The master asks a worker for its live figures (specification 3.1.5). */
    record GetWorkerStatus() implements LinkRequest {
        static final Layout<GetWorkerStatus> LAYOUT = Layout.of(GetWorkerStatus.class, GetWorkerStatus::new);
    }

    /**
     * Is the master there, and are its values fresh? A worker asks every few seconds. The link itself answers, at once
     * and before anything that waits, however many requests it works on.
     */
    record Heartbeat() implements LinkRequest {
        static final Layout<Heartbeat> LAYOUT = Layout.of(Heartbeat.class, Heartbeat::new);
    }
}
