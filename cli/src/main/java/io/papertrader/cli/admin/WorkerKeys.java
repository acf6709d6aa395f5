package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.session.PrivateFile;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Makes the OpenPGP keys of a worker, in the two files that a worker's key folder has. */
@Singleton
final class WorkerKeys {
    private final SecureRandom random;
    private final InstantSource clock;

    WorkerKeys(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Keys that are there already stay: a worker that lost its own would be locked out. */
    LinkPublicKey make(String name, Path folder) {
        Path secret = folder.resolve("secret.asc");
        if (Files.exists(secret)) {
            throw CommandFailure.usage(secret + " is there already; choose another folder.");
        }
        try {
            LinkKeys keys = LinkKeys.generate(name, random, clock.instant());
            PrivateFile.write(secret, keys.secretArmored());
            Files.writeString(folder.resolve("public.asc"), keys.publicKey().armored());
            return keys.publicKey();
        } catch (IOException e) {
            throw CommandFailure.file("The keys cannot be written to " + folder, e);
        } catch (LinkFault e) {
            throw CommandFailure.usage(e.getMessage() + ".");
        }
    }
}
