package io.papertrader.master.admin;

import io.papertrader.node.NodeConfig;
import io.papertrader.node.StartRefusal;
import io.papertrader.node.keys.SecretFile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that lets an operator in: made at the first start, in a file that only this server's user can read. */
@ApplicationScoped
class AdminToken {
    private static final int BYTES = 32;

    private final Path file;
    private final SecureRandom random;
    private volatile byte[] token;

    AdminToken(NodeConfig config, SecureRandom random) {
        this.file = config.directory().resolve("admin-token");
        this.random = random;
    }

    void open(@Observes StartupEvent event) {
        try {
            if (Files.notExists(file)) {
                create();
            } else if (SecretFile.isOpenToOthers(file)) {
                throw StartRefusal.because(
                        "The admin token " + file + " is open to other users: run chmod 600 " + file);
            }
            token = Files.readString(file).strip().getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw StartRefusal.because("The admin token " + file + " cannot be read or made: " + e);
        }
        if (token.length < BYTES) {
            throw StartRefusal.because(
                    "The admin token in " + file + " is too short; delete the file to have a new one made");
        }
    }

    /** Compares in constant time. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
    }

    private void create() throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
        Files.createDirectories(file.getParent());
        SecretFile.write(file, text);
    }
}
