package io.papertrader.cli.session;

import io.papertrader.client.connection.Tls;
import io.papertrader.codec.message.WorkerAddress;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which workers to speak to, and how; every command takes these. */
@Singleton
public final class NetworkOptions {
    @Option(
            names = "--worker",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description = "A worker to speak to; may be given more than once. Without it: the variable"
                    + " PAPERTRADER_WORKER, the workers named at login, 127.0.0.1:2049.")
    List<WorkerAddress> workers = new ArrayList<>();

    @Option(names = "--tls", scope = ScopeType.INHERIT, description = "Speak TLS with the worker.")
    boolean tls;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Certificates to trust, in PEM; means --tls.")
    Optional<Path> trust = Optional.empty();

    Optional<Tls> encryption() {
        return tls || trust.isPresent() ? Optional.of(new Tls(trust)) : Optional.empty();
    }
}
