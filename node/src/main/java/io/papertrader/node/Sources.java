package io.papertrader.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The one place that time and randomness come from, so that tests can put their own in. */
@ApplicationScoped
public class Sources {
    @Produces
    @Singleton
    InstantSource time() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Ticks ticks() {
        return System::nanoTime;
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }
}
