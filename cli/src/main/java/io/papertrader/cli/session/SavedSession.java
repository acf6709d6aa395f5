package io.papertrader.cli.session;

import io.papertrader.client.connection.Encryption;
import io.papertrader.codec.message.ExternalLoginReply.ExternalSession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The session that is kept between commands.
 *
 * @param encryption the encryption towards its workers, where that was typed or set at login
 */
public record SavedSession(
        SessionId id, Instant expiry, UserName username, List<WorkerAddress> workers, Optional<Encryption> encryption) {
    /** The list is copied. */
    public SavedSession {
        workers = List.copyOf(workers);
    }

    /** The address that worked comes first: those that the network names may not be reachable from everywhere. */
    static SavedSession of(
            UserName username, Reply.SessionBegun started, Optional<WorkerAddress> reached, Encryption encryption) {
        List<WorkerAddress> workers = Stream.concat(reached.stream(), started.workers().stream())
                .distinct()
                .toList();
        return new SavedSession(
                started.id(),
                started.expiry(),
                username,
                workers,
                Optional.of(encryption).filter(chosen -> !chosen.equals(Encryption.usual())));
    }

    static SavedSession of(ExternalSession started, Optional<WorkerAddress> reached, Encryption encryption) {
        return of(started.username(), started, reached, encryption);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("sessionId", id.value())
                .put("expiry", expiry.toString())
                .put("username", username.value())
                .put(
                        "workers",
                        new JsonArray(
                                workers.stream().map(WorkerAddress::toString).toList()));
        encryption.ifPresent(chosen -> {
            json.put("encryption", chosen.use().name());
            chosen.trust().ifPresent(file -> json.put("trust", file.toString()));
        });
        return json;
    }

    /** Throws an unchecked exception of any kind where the file was written by something else. */
    static SavedSession of(JsonObject json) {
        return new SavedSession(
                new SessionId(json.getString("sessionId")),
                Instant.parse(json.getString("expiry")),
                new UserName(json.getString("username")),
                json.getJsonArray("workers").stream()
                        .map(worker -> WorkerAddress.parse(worker.toString()))
                        .toList(),
                Optional.ofNullable(json.getString("encryption"))
                        .map(use -> new Encryption(
                                Encryption.Use.valueOf(use),
                                Optional.ofNullable(json.getString("trust")).map(Path::of))));
    }
}
