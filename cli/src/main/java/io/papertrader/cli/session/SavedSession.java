package io.papertrader.cli.session;

import io.papertrader.codec.message.ExternalLoginReply.ExternalSession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The session that is kept between commands. */
public record SavedSession(SessionId id, Instant expiry, UserName username, List<WorkerAddress> workers) {
    /** The list is copied. */
    public SavedSession {
        workers = List.copyOf(workers);
    }

    /** The address that worked comes first: those that the network names may not be reachable from everywhere. */
    static SavedSession of(UserName username, Reply.SessionBegun started, Optional<WorkerAddress> reached) {
        List<WorkerAddress> workers = Stream.concat(reached.stream(), started.workers().stream())
                .distinct()
                .toList();
        return new SavedSession(started.id(), started.expiry(), username, workers);
    }

    static SavedSession of(ExternalSession started, Optional<WorkerAddress> reached) {
        return of(started.username(), started, reached);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("sessionId", id.value())
                .put("expiry", expiry.toString())
                .put("username", username.value())
                .put(
                        "workers",
                        new JsonArray(
                                workers.stream().map(WorkerAddress::toString).toList()));
    }

    /** Throws an unchecked exception of any kind where the file was written by something else. */
    static SavedSession of(JsonObject json) {
        return new SavedSession(
                new SessionId(json.getString("sessionId")),
                Instant.parse(json.getString("expiry")),
                new UserName(json.getString("username")),
                json.getJsonArray("workers").stream()
                        .map(worker -> WorkerAddress.parse(worker.toString()))
                        .toList());
    }
}
