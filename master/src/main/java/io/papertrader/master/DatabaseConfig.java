package io.papertrader.master;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The address of Postgres, and the account there. Both drivers take their own settings from these, in {@code
 * application.properties}.
 */
@ConfigMapping(prefix = "papertrader.database")
public interface DatabaseConfig {
    /** {@code host:port} of Postgres itself, or of what hands on connections whole; not of a pooler. */
    @WithDefault("127.0.0.1:5432")
    String address();

    /** The database's name. */
    @WithDefault("papertrader")
    String name();

    /** The role that the master logs in as; it owns the tables. */
    @WithDefault("papertrader")
    String user();

    /** The role's password, where it has one. */
    Optional<String> password();

    /**
     * The protection of the way to Postgres: {@code disable}; {@code require}, which encrypts and believes whoever answers; or
     * {@code verify-full}, which wants a certificate of the address's name, signed by one of {@code tls-authorities}.
     */
    @WithDefault("disable")
    DatabaseTls tls();

    /** The file of certificates, in PEM, that {@code verify-full} believes. */
    Optional<Path> tlsAuthorities();

    /** After how long Postgres gives up a statement. The longest are the check of the ledger and the values at a start. */
    @WithDefault("1m")
    Duration statementTimeout();
}
