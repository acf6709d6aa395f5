package io.papertrader.master;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where Postgres is. Both drivers take their own settings from these, in {@code application.properties}. */
@ConfigMapping(prefix = "papertrader.database")
public interface DatabaseConfig {
    /** {@code host:port}. */
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
}
