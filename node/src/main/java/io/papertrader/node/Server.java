package io.papertrader.node;

import io.papertrader.node.config.RefusedSettings;
import io.papertrader.node.tls.RefusedCertificate;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.security.Security;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The entry point of both servers. */
@QuarkusMain
public final class Server {
    /** A master or a database that moves keeps its name; Java would go by its old address for half a minute. */
    private static final String ADDRESS_LIFETIME_SECONDS = "3";

    /** The time for which a name counts as unknown: a container that is started again has none in between. */
    private static final String UNKNOWN_LIFETIME_SECONDS = "1";

    /**
     * The health check of an image: {@code papertrader-worker healthy 9049} ends with 0 where the server of this
     * container lives.
     */
    private static final String HEALTHY = "healthy";

    private Server() {}

    /**
     * Sets what Java reads when it looks up its first name, which Quarkus does early. Numbers in statements, addresses
     * and sentences are the same wherever the server stands: some locales have digits of their own.
     */
    public static void main(String... arguments) {
        if (arguments.length == 2 && HEALTHY.equals(arguments[0])) {
            System.exit(HealthProbe.ask(System.getenv(), Integer.parseInt(arguments[1]), HealthProbe.PATIENCE) ? 0 : 1);
        }
        Locale.setDefault(Locale.ROOT);
        Security.setProperty("networkaddress.cache.ttl", ADDRESS_LIFETIME_SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", UNKNOWN_LIFETIME_SECONDS);
        Quarkus.run(null, Server::end, arguments);
    }

    /** A start that failed is told in the operator's words, where there are any; Quarkus leaves it to this. */
    private static void end(int exitCode, Throwable failure) {
        Optional.ofNullable(failure)
                .ifPresent(cause ->
                        RefusedCertificate.line(cause).ifPresentOrElse(System.err::println, () -> tell(root(cause))));
        System.exit(exitCode);
    }

    private static void tell(Throwable failure) {
        switch (failure) {
            case StartRefusal refusal -> {
                // The log has it.
            }
            case ConfigValidationException refused ->
                RefusedSettings.lines(refused).forEach(System.err::println);
            case ConfigurationException refused -> System.err.println(refused.getMessage());
            case QuarkusBindException taken ->
                System.err.printf(
                        "Port %d on %s, for health, metrics and admin, cannot be opened: free it, or set QUARKUS_HTTP_PORT and"
                                + " QUARKUS_HTTP_HOST to others.%n",
                        taken.getPort(), taken.getHost());
            default -> Logger.getLogger(Server.class).error("The server cannot start", failure);
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
