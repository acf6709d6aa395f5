package io.papertrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.CareReply.DeviceRemembered;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workers that are spoken to with TLS, and the command's memory of it. */
class EncryptionTest {
    private static final int USAGE = 2;
    private static final DeviceToken DEVICE = new DeviceToken("a".repeat(43));

    @TempDir
    Path folder;

    private Cli cli;
    private WorkerStandIn worker;
    private Path trusted;

    @BeforeEach
    void start() throws Exception {
        cli = new Cli(folder).without("PAPERTRADER_WORKER").variable("PAPERTRADER_PASSWORD", "correct horse");
        // The command's clock stands at this time.
        Instant now = Instant.parse("2026-05-01T00:00:00Z");
        SelfSignedCertificate certificate = SelfSignedCertificate.make(
                List.of(new HostName("127.0.0.1")), now, Duration.ofDays(3_650), new SecureRandom());
        trusted = Files.writeString(folder.resolve("trusted.pem"), certificate.certificate());
        worker = WorkerStandIn.start(
                        cli.vertx(),
                        new NetServerOptions()
                                .setSsl(true)
                                .setKeyCertOptions(new PemKeyCertOptions()
                                        .addCertValue(Buffer.buffer(certificate.certificate()))
                                        .addKeyValue(Buffer.buffer(certificate.key()))))
                .answer(GetWorkers.class, request -> new WorkerList(List.of()))
                .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()))
                .answer(RememberDevice.class, request -> new DeviceRemembered(DEVICE))
                .answer(
                        Login.class,
                        login -> new SessionStarted(Samples.SESSION, Instant.parse("2027-01-01T00:00:00Z"), List.of()));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private Run run(String... arguments) {
        return cli.run(arguments);
    }

    @Test
    void remembersAtLoginWhomItTrusts() throws Exception {
        String address = worker.address().toString();
        assertThat(run("login", "alice", "--worker", address, "--trust", trusted.toString())
                        .exitCode())
                .isZero();

        assertThat(run("workers")).isEqualTo(new Run(0, "", ""));
        assertThat(run("workers", "--worker", address).exitCode()).isZero();
        assertThat(new JsonObject(Files.readString(cli.sessionFile())).getString("trust"))
                .isEqualTo(trusted.toString());
    }

    @Test
    void trustsWhatAVariableNames() {
        cli.variable("PAPERTRADER_TRUST", trusted.toString());

        assertThat(run("workers", "--worker", worker.address().toString()).exitCode())
                .isZero();
    }

    @Test
    void saysThatTheFileThatWasKeptIsGone() throws Exception {
        run("login", "alice", "--worker", worker.address().toString(), "--trust", trusted.toString());
        Files.delete(trusted);

        assertThat(run("workers").err())
                .isEqualTo("papertrader: USAGE: The file with the certificates to trust, " + trusted
                        + ", cannot be read; name another with --trust.\n");
    }

    @Test
    void refusesAFileWithoutCertificates() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");

        Run refused = run("workers", "--trust", empty.toString());

        assertThat(refused.exitCode()).isEqualTo(USAGE);
        assertThat(refused.err()).contains("There is no certificate in PEM in the file " + empty);
    }

    @Test
    void refusesToEncryptAndNotToAtOnce() {
        assertThat(run("workers", "--clear-text", "--tls").exitCode()).isEqualTo(USAGE);
    }

    @Test
    void saysWhatToDoWhereTheWorkerSpeaksTls() {
        assertThat(run("workers", "--worker", worker.address().toString()).err())
                .contains("ended the connection without a word; where it speaks TLS, use --tls, or --trust FILE");
    }

    @Test
    void sendsTheOperatorsTokenInTheClearToThisMachineAlone() {
        cli.variable("PAPERTRADER_ADMIN_TOKEN", "secret");

        Run refused = run("admin", "workers", "list", "--master", "http://master.example.org:9048");

        assertThat(refused.exitCode()).isEqualTo(USAGE);
        assertThat(refused.err()).contains("write https://, or add --clear-text where something else encrypts");
    }
}
