package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.TypedNumber;
import io.papertrader.cli.session.PrivateFile;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Times;
import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code admin certificate}: the two files that a server needs to speak TLS, where no authority is at hand. */
@Command(
        name = "certificate",
        description =
                "Make a self-signed certificate for a server, and its private key, in the files certificate.pem and"
                        + " key.pem.")
final class CertificateAdmin implements Callable<Integer> {
    private final SecureRandom random;
    private final InstantSource clock;
    private final Screen screen;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            required = true,
            arity = "1..*",
            split = ",",
            description = "The names and addresses that clients know the server by.")
    List<HostName> hosts = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to put the two files.")
    Path folder = Path.of("");

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "730",
            converter = Days.class,
            description = "How long it is good for; 730 where not given.")
    int days;

    CertificateAdmin(SecureRandom random, InstantSource clock, Screen screen) {
        this.random = random;
        this.clock = clock;
        this.screen = screen;
    }

    /** Longer ones are refused by some systems. */
    static final class Days extends TypedNumber {
        Days() {
            super(1, 825);
        }
    }

    @Override
    public Integer call() {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        write(certificate, key, SelfSignedCertificate.make(hosts, now, Duration.ofDays(days), random));
        show(certificate, key, now.plus(Duration.ofDays(days)));
        return 0;
    }

    /** A key that is there already stays: clients that trust its certificate would trust the server no more. */
    private static void write(Path certificate, Path key, SelfSignedCertificate made) {
        if (Files.exists(key)) {
            throw CommandFailure.usage(key + " is there already; choose another folder.");
        }
        try {
            PrivateFile.write(key, made.key());
            Files.writeString(certificate, made.certificate());
        } catch (IOException e) {
            throw CommandFailure.file(
                    "The certificate cannot be written to "
                            + certificate.toAbsolutePath().getParent(),
                    e);
        }
    }

    private void show(Path certificate, Path key, Instant expiry) {
        if (screen.isJson()) {
            screen.json(new JsonObject()
                    .put("certificate", certificate.toString())
                    .put("key", key.toString())
                    .put(
                            "hosts",
                            new JsonArray(hosts.stream().map(HostName::text).toList()))
                    .put("expiry", expiry.toString()));
            return;
        }
        String names = hosts.stream().map(HostName::text).collect(Collectors.joining(", "));
        screen.line("Made a certificate for " + names + ", good until " + Times.of(expiry) + " UTC. The server gets"
                + " PAPERTRADER_TLS_CERTIFICATE=" + certificate + " and PAPERTRADER_TLS_KEY=" + key
                + "; clients add --trust " + certificate + ".");
    }
}
