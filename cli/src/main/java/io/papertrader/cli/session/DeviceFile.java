package io.papertrader.cli.session;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The file by which accounts know this device, {@code devices.json} beside the session: for each user a secret for each
 * worker's address, as users of one name may have accounts on several networks, and none of them is to learn another's
 * secret. It outlives sessions. One that cannot be read or written is as good as none, as a login works without.
 */
@Singleton
public final class DeviceFile {
    /** Workers come and go, each with an address. */
    private static final int MOST_ADDRESSES = 100;

    /** The time that a login waits for this. */
    private static final long PATIENCE_SECONDS = 3;

    private final SessionFile sessions;

    DeviceFile(SessionFile sessions) {
        this.sessions = sessions;
    }

    /** True where a secret is kept for a user of this name, on whichever network. */
    boolean knows(UserName user) {
        return readable().containsKey(user.key());
    }

    /** The secret of this device for this user at this worker, where one is kept. */
    Optional<DeviceToken> read(UserName user, WorkerAddress worker) {
        try {
            return secret(user, worker).map(DeviceToken::new);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Nothing says which network gave the one that earlier versions kept for all, so it is shown to none. */
    private Optional<String> secret(UserName user, WorkerAddress worker) {
        return readable().getValue(user.key()) instanceof JsonObject ofEach ? text(ofEach, worker) : Optional.empty();
    }

    private static Optional<String> text(JsonObject ofEach, WorkerAddress worker) {
        return ofEach.getValue(worker.toString()) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * Has the account know this device, again where it has forgotten its devices. Nothing needs it: where it cannot be,
     * the next login is one as from any device. A worker that is none of the session's, as one that was typed, may be
     * of another network: it is neither shown a secret nor asked for one.
     */
    public void remember(PaperTraderClient client, SavedSession session, Reached reached) {
        reached.worker().filter(session.workers()::contains).ifPresent(worker -> remember(client, session, worker));
    }

    private void remember(PaperTraderClient client, SavedSession session, WorkerAddress reached) {
        Optional<DeviceToken> former = read(session.username(), reached);
        try {
            DeviceToken device = client.care()
                    .rememberDevice(former)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            write(session, reached, former, device);
        } catch (CompletionException notNow) {
            // The login itself is done; the device stays unknown until the next one.
        }
    }

    private void write(SavedSession session, WorkerAddress reached, Optional<DeviceToken> former, DeviceToken device) {
        JsonObject all = readable();
        JsonObject ofEach =
                all.getValue(session.username().key()) instanceof JsonObject known ? known : new JsonObject();
        keep(ofEach, session, reached, former, device);
        try {
            PrivateFile.write(path(), all.put(session.username().key(), ofEach).encodePrettily() + "\n");
        } catch (IOException unwritable) {
            // The next login is one as from any other device.
        }
    }

    /**
     * The other addresses than the one that was reached are the network's word, by which it gets no secret that another
     * network has given.
     */
    private static void keep(
            JsonObject ofEach,
            SavedSession session,
            WorkerAddress reached,
            Optional<DeviceToken> former,
            DeviceToken device) {
        Optional<String> before = former.map(DeviceToken::value);
        for (WorkerAddress worker : session.workers()) {
            Optional<String> kept = text(ofEach, worker);
            if (worker.equals(reached) || kept.isEmpty() || kept.equals(before)) {
                ofEach.remove(worker.toString());
                ofEach.put(worker.toString(), device.value());
            }
        }
        while (ofEach.size() > MOST_ADDRESSES) {
            ofEach.remove(ofEach.fieldNames().iterator().next());
        }
    }

    private JsonObject readable() {
        try {
            return new JsonObject(Files.readString(path()));
        } catch (IOException | RuntimeException unreadable) {
            return new JsonObject();
        }
    }

    private Path path() {
        return sessions.path().resolveSibling("devices.json");
    }
}
