package io.papertrader.cli.session;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.PaperTraderException;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.UserName;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file by which accounts know this device, {@code devices.json} beside the session: a secret for each user. It
 * outlives sessions. One that cannot be read or written is as good as none, as a login works without.
 */
@Singleton
public final class DeviceFile {
    private final SessionFile sessions;

    DeviceFile(SessionFile sessions) {
        this.sessions = sessions;
    }

    /** The secret of this device for this user, where one is kept. */
    Optional<DeviceToken> read(UserName user) {
        try {
            return Optional.ofNullable(all().getString(user.key())).map(DeviceToken::new);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Has the account know this device, again where it has forgotten its devices. Nothing needs it: where it cannot be,
     * the next login is one as from any device.
     */
    public void remember(PaperTraderClient client, UserName user) {
        try {
            write(user, await(client.care().rememberDevice(read(user))));
        } catch (PaperTraderException notNow) {
            // The login itself is done; the device stays unknown until the next one.
        }
    }

    private void write(UserName user, DeviceToken device) {
        try {
            PrivateFile.write(path(), readable().put(user.key(), device.value()).encodePrettily() + "\n");
        } catch (IOException unwritable) {
            // The next login is one as from any other device.
        }
    }

    private JsonObject readable() {
        try {
            return all();
        } catch (IOException | RuntimeException unreadable) {
            return new JsonObject();
        }
    }

    private JsonObject all() throws IOException {
        return new JsonObject(Files.readString(path()));
    }

    private Path path() {
        return sessions.path().resolveSibling("devices.json");
    }
}
