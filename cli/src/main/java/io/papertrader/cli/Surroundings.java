package io.papertrader.cli;

import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.IdSource;
import io.papertrader.cli.session.Browser;
import io.papertrader.cli.session.SystemBrowser;
import io.papertrader.cli.session.UsualWorker;
import io.papertrader.cli.view.SystemTerminal;
import io.papertrader.cli.view.Terminal;
import io.papertrader.codec.message.WorkerAddress;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Everything that comes from outside the program, in one place, so that tests can put their own in its stead. */
@Singleton
final class Surroundings {
    @Produces
    @Singleton
    Terminal terminal(Environment environment) {
        return new SystemTerminal(environment);
    }

    @Produces
    @Singleton
    Environment environment() {
        return new Environment(name -> Optional.ofNullable(System.getenv(name)));
    }

    @Produces
    @Singleton
    Browser browser(Environment environment) {
        return new SystemBrowser(environment);
    }

    @Produces
    @Singleton
    UsualWorker usualWorker() {
        return new UsualWorker(new WorkerAddress("127.0.0.1", 2049));
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    IdSource ids() {
        return UUID::randomUUID;
    }
}
