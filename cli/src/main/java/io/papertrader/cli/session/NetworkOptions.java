package io.papertrader.cli.session;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.client.connection.Encryption;
import io.papertrader.codec.message.WorkerAddress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The workers to speak to, and the encryption; every command takes these options. */
@Singleton
public final class NetworkOptions {
    private static final String TRUST = "PAPERTRADER_TRUST";

    private final Environment environment;

    @Option(
            names = "--worker",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description = "A worker to speak to; may be given more than once. Without it: the variable"
                    + " PAPERTRADER_WORKER, the workers named at login, 127.0.0.1:2049.")
    List<WorkerAddress> workers = new ArrayList<>();

    @Option(
            names = "--tls",
            scope = ScopeType.INHERIT,
            description =
                    "Speak TLS with every worker. Without it, and without a choice that was kept at login: with all"
                            + " but those of this machine.")
    boolean tls;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Certificates to trust, in PEM, for a network that has its own; means --tls. Without it: the"
                    + " variable PAPERTRADER_TRUST, the choice that was kept at login, those that Java trusts.")
    Optional<Path> trust = Optional.empty();

    @Option(
            names = "--clear-text",
            scope = ScopeType.INHERIT,
            description = "Never speak TLS: everybody on the way can read passwords, unless something else encrypts.")
    boolean clearText;

    NetworkOptions(Environment environment) {
        this.environment = environment;
    }

    /** The choice that was typed, or set by a variable. */
    Optional<Encryption> encryption() {
        Optional<Path> file = trust();
        if (clearText) {
            if (tls || trust.isPresent()) {
                throw CommandFailure.usage("--clear-text and --tls or --trust exclude each other.");
            }
            return Optional.of(Encryption.never());
        }
        return file.map(NetworkOptions::checked)
                .map(Encryption::trusting)
                .or(() -> Optional.of(Encryption.always()).filter(always -> tls));
    }

    /** The certificates to trust, where somebody has named any. */
    public Optional<Path> trust() {
        return trust.or(() -> environment.path(TRUST)).map(Path::toAbsolutePath);
    }

    /** True where clear text was asked for in so many words. */
    public boolean isClearText() {
        return clearText;
    }

    /** The same, where what it trusts is there. */
    static Encryption checked(Encryption chosen) {
        chosen.trust().ifPresent(NetworkOptions::checked);
        return chosen;
    }

    /** The file, where it has certificates. */
    public static Path checked(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (!CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty()) {
                return file;
            }
        } catch (IOException unreadable) {
            throw CommandFailure.usage("The file with the certificates to trust, " + file
                    + ", cannot be read; name another with --trust.");
        } catch (CertificateException none) {
            // As where there is nothing.
        }
        throw CommandFailure.usage(
                "There is no certificate in PEM in the file " + file + "; name another with --trust.");
    }
}
