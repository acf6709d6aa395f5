package io.papertrader.cli.admin;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The master's address, and the proof that one may run it. */
@Singleton
public final class MasterOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The master's management port. Without it: the variable PAPERTRADER_MASTER_HTTP,"
                    + " http://127.0.0.1:9048.")
    Optional<URI> master = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "The file with your token, or the one that the master made at its first start. Without it: the variables"
                            + " PAPERTRADER_ADMIN_TOKEN (the token itself), PAPERTRADER_ADMIN_TOKEN_FILE, then master/admin-token"
                            + " in PAPERTRADER_HOME or data.")
    Optional<Path> tokenFile = Optional.empty();
}
