package io.papertrader.master;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
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

    /** The role that the master works as; it owns the tables where {@code owner} names no other. */
    @WithDefault("papertrader")
    String user();

    /** The role's password, where it has one. */
    Optional<String> password();

    /**
     * The role that owns the tables, where that is another one than {@code user}: it brings them up to date, makes
     * backups and restores them, and gives {@code user} what its daily work needs. So the master's daily work cannot
     * alter what is append-only.
     */
    Optional<String> owner();

    /** The owner's password, where it has one. */
    Optional<String> ownerPassword();

    /**
     * The protection of the way to Postgres: {@code disable}; {@code require}, which encrypts and believes whoever
     * answers; or {@code verify-full}, which wants a certificate of the address's name, signed by one of
     * {@code tls-authorities}.
     */
    @WithDefault("disable")
    DatabaseTls tls();

    /** The file of certificates, in PEM, that {@code verify-full} believes. */
    Optional<Path> tlsAuthorities();

    /**
     * After how long Postgres gives up a statement. The longest are the values at a start; those of migrations, backups
     * and checks of the ledger have four hours.
     */
    @WithDefault("1m")
    Duration statementTimeout();

    /**
     * The time, from {@code 1s} to {@code 1h}, for which the master that leads may stand still before Postgres takes
     * the lead from it, so that one that stands by has it; from one that cannot be reached, Postgres takes it after
     * three seconds all the same. Where none stands by, a longer one lets the only master outlast a machine that stands
     * still, but it is also the time after which the master finds out that its database has fallen silent.
     */
    @WithConverter(LeaseLength.class)
    @WithDefault("3s")
    Duration lease();
}
