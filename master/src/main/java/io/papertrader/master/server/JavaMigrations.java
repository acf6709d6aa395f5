package io.papertrader.master.server;

import io.papertrader.master.account.FoldedNames;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The migrations that are not SQL, made here rather than looked for, so that an executable has them too. */
@Singleton
class JavaMigrations implements FlywayConfigurationCustomizer {
    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.javaMigrations(new FoldedNames());
    }
}
