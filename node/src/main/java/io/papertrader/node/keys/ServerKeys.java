package io.papertrader.node.keys;

import io.papertrader.codec.link.LinkKeys;
import io.papertrader.node.NodeConfig;
import io.papertrader.node.StartRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This server's OpenPGP keys: those of its folder, made at the first start. */
@ApplicationScoped
public class ServerKeys {
    @Produces
    @Singleton
    LinkKeys keys(
            NodeConfig config,
            SecureRandom random,
            InstantSource time,
            @ConfigProperty(name = "quarkus.application.name") String name) {
        try {
            return new KeyFolder(config.directory().resolve("keys"), random, time).openOrCreate(name);
        } catch (KeyFolderException e) {
            throw StartRefusal.because(String.valueOf(e.getMessage()));
        }
    }
}
