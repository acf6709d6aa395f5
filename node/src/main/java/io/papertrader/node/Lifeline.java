package io.papertrader.node;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Stops the server with its launcher: the launcher holds the other end of standard input, which closes when the
 * launcher is dead.
 */
@ApplicationScoped
class Lifeline {
    private final NodeConfig config;

    Lifeline(NodeConfig config) {
        this.config = config;
    }

    void watch(@Observes StartupEvent event) {
        if (config.stopAtEndOfInput()) {
            Thread.ofPlatform().daemon().name("lifeline").start(Lifeline::stopAtEnd);
        }
    }

    private static void stopAtEnd() {
        try (InputStream input = System.in) {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The end, all the same.
        }
        Quarkus.asyncExit();
    }
}
