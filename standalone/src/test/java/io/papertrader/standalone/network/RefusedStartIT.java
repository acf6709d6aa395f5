package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.LinkKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that an operator has set up in a way that cannot be: they end, and say first what to do about it. */
class RefusedStartIT {
    @TempDir
    Path folder;

    @Test
    void namesTheVariableOfASettingThatIsRefused() throws Exception {
        RunningNetwork.Result master = start("master", Map.of("PAPERTRADER_UPDATE_INTERVAL", "soon"));

        assertThat(master.exit()).isEqualTo(1);
        assertThat(first(master)).startsWith("PAPERTRADER_UPDATE_INTERVAL is \"soon\": ");
    }

    @Test
    void namesTheFileAndTheLineOfASettingThatIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve(".env"), "# ports\nPAPERTRADER_LISTEN_PORT=70000\n");

        RunningNetwork.Result master = start("master", Map.of());

        assertThat(first(master))
                .startsWith("PAPERTRADER_LISTEN_PORT (" + file.toRealPath() + ", line 2) is \"70000\": ")
                .contains("from 0 to 65535");
    }

    /** The same rule reads the addresses that a worker may come from, which have another name. */
    @Test
    void namesTheAddressOfAProxyThatIsNone() throws Exception {
        RunningNetwork.Result worker = startWorker(Map.of("PAPERTRADER_LISTEN_PROXIES", "10.1/16"));

        assertThat(worker.exit()).isEqualTo(1);
        assertThat(first(worker))
                .startsWith("PAPERTRADER_LISTEN_PROXIES is \"10.1/16\": ")
                .contains("must be whole addresses like 192.0.2.7")
                .doesNotContain("allowed");
    }

    @Test
    void namesWhatAWorkerCannotDoWithout() throws Exception {
        RunningNetwork.Result worker = start("worker", Map.of());

        assertThat(worker.out() + worker.err())
                .contains("PAPERTRADER_WORKER_UUID (papertrader.worker.uuid) is not set, and has no default.")
                .contains("PAPERTRADER_MASTER_PUBLIC_KEY (papertrader.master.public-key) is not set")
                .doesNotContain("SRCFG");
    }

    @Test
    void namesTheThirdPartyThatCannotBeAsked() throws Exception {
        String google = "PAPERTRADER_IDENTITY_PROVIDERS__GOOGLE__";

        RunningNetwork.Result open = start(
                "master",
                Map.of(google + "ISSUER", "http://accounts.example.org", google + "CLIENT_ID", "papertrader"));
        RunningNetwork.Result scopes = start(
                "master",
                Map.of(
                        google + "ISSUER", "https://accounts.example.org",
                        google + "CLIENT_ID", "papertrader",
                        google + "SCOPES", "email"));

        assertThat(open.exit()).isEqualTo(1);
        assertThat(open.out() + open.err())
                .contains("\"http://accounts.example.org\": must be an address that begins with https://");
        assertThat(scopes.exit()).isEqualTo(1);
        assertThat(scopes.out() + scopes.err())
                .contains("The third party google", "scopes must have openid")
                .doesNotContain("database", "\tat ");
    }

    @Test
    void saysWhatIsWrongWithTheListOfAssetsAndNothingOfTheDatabase() throws Exception {
        Path list = Files.writeString(folder.resolve("assets.csv"), "symbol,name,currency\nAAPL\n");

        RunningNetwork.Result master = start("master", Map.of("PAPERTRADER_ASSET_LIST", list.toString()));

        assertThat(master.exit()).isEqualTo(1);
        assertThat(master.out() + master.err())
                .contains("The list of assets " + list + ", line 2: write symbol,name,currency")
                .doesNotContain("database", "\tat ");
    }

    @Test
    void saysWhatTheTermsOfAProviderForbidAndNothingElse() throws Exception {
        RunningNetwork.Result master = start(
                "master",
                Map.of(
                        "PAPERTRADER_MARKET", "us",
                        "PAPERTRADER_ALPACA_KEY", "key",
                        "PAPERTRADER_ALPACA_SECRET", "secret"));

        assertThat(master.exit()).isEqualTo(1);
        assertThat(master.out() + master.err())
                .contains("The terms of alpaca keep its values for the holder of the key")
                .doesNotContain("database", "\tat ");
    }

    /** Nothing is scheduled in a start that may yet be refused, however long it takes. */
    @Test
    void saysOnlyTheSentenceWhereTheListOfAssetsComesSlowly() throws Exception {
        Path list = folder.resolve("assets.csv");
        assertThat(new ProcessBuilder("mkfifo", list.toString()).start().waitFor())
                .isZero();
        new ProcessBuilder("sh", "-c", "{ echo symbol,name,currency; sleep 4; echo AAPL; } > " + list).start();

        RunningNetwork.Result master = start("master", Map.of("PAPERTRADER_ASSET_LIST", list.toString()));

        assertThat(master.exit()).isEqualTo(1);
        assertThat(master.out() + master.err())
                .contains("line 2: write symbol,name,currency")
                .doesNotContain("\tat ");
    }

    @Test
    void saysHowToShutAKeyThatOthersMayRead() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("data/keys")).resolve("secret.asc");
        Files.writeString(secret, "");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

        RunningNetwork.Result master = start("master", Map.of());

        assertThat(master.exit()).isEqualTo(1);
        assertThat(master.out() + master.err())
                .contains("run chmod 600 " + secret)
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatAVerifiedDatabaseNeedsSomebodyToBelieve() throws Exception {
        RunningNetwork.Result master = start("master", Map.of("PAPERTRADER_DATABASE_TLS", "verify-full"));

        assertThat(master.exit()).isEqualTo(1);
        assertThat(master.out() + master.err())
                .contains("PAPERTRADER_DATABASE_TLS_AUTHORITIES")
                .doesNotContain("\tat ");
    }

    @Test
    void namesThePortOfTheManagementThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            RunningNetwork.Result master = start("master", Map.of("QUARKUS_HTTP_PORT", port));

            assertThat(master.exit()).isEqualTo(1);
            assertThat(master.out() + master.err())
                    .contains("Port " + port + " on 127.0.0.1, for health, metrics and admin, cannot be opened")
                    .contains("QUARKUS_HTTP_PORT")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void refusesToSpeakInTheClearToOthersThanThisMachine() throws Exception {
        RunningNetwork.Result master = start("master", Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"));

        assertThat(master.exit()).isEqualTo(1);
        assertThat(master.out() + master.err())
                .contains("The management port on 0.0.0.0 would speak in the clear: set PAPERTRADER_TLS_CERTIFICATE")
                .contains("QUARKUS_HTTP_HOST=127.0.0.1")
                .contains("PAPERTRADER_TLS_CLEAR_TEXT=something-else-encrypts")
                .doesNotContain("\tat ");

        RunningNetwork.Result worker = startWorker(Map.of());

        assertThat(worker.exit()).isEqualTo(1);
        assertThat(worker.out() + worker.err())
                .contains("The port for clients on 0.0.0.0 would speak in the clear")
                .doesNotContain("\tat ");
    }

    @Test
    void namesTheBudgetInWhichSomeAnswersHaveNoRoom() throws Exception {
        RunningNetwork.Result worker = startWorker(Map.of("PAPERTRADER_BUDGET_CONNECTION", "32K"));

        assertThat(worker.exit()).isEqualTo(1);
        assertThat(worker.out() + worker.err())
                .contains("PAPERTRADER_BUDGET_CONNECTION is 32768 bytes", "it has to be 32784 at least")
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhichFileIsNoCertificate() throws Exception {
        CertificateFiles files = CertificateFiles.make(folder);
        Map<String, String> missing = Map.of(
                "PAPERTRADER_TLS_CERTIFICATE",
                "no-such.pem",
                "PAPERTRADER_TLS_KEY",
                files.key().toString());
        Map<String, String> exchanged = Map.of(
                "PAPERTRADER_TLS_CERTIFICATE", files.key().toString(),
                "PAPERTRADER_TLS_KEY", files.key().toString());

        assertThat(start("master", missing).err()).hasLineCount(1).contains("there is no file no-such.pem");
        assertThat(start("master", exchanged).err())
                .hasLineCount(1)
                .startsWith(
                        "The files that PAPERTRADER_TLS_CERTIFICATE and PAPERTRADER_TLS_KEY name are no certificate");
    }

    @Test
    void saysThatTheKeyIsAnotherOne() throws Exception {
        CertificateFiles files = CertificateFiles.make(folder);
        CertificateFiles other = CertificateFiles.make(Files.createDirectory(folder.resolve("other")));

        RunningNetwork.Result master = start(
                "master",
                Map.of(
                        "PAPERTRADER_TLS_CERTIFICATE", files.certificate().toString(),
                        "PAPERTRADER_TLS_KEY", other.key().toString()));

        assertThat(master.exit()).isEqualTo(1);
        assertThat(master.out() + master.err())
                .contains("The private key in " + other.key() + " is not that of the certificate in "
                        + files.certificate())
                .doesNotContain("\tat ");
    }

    /** A worker that has all that it cannot do without. */
    private RunningNetwork.Result startWorker(Map<String, String> further) throws Exception {
        LinkKeys keys = LinkKeys.generate("master", new SecureRandom(), Instant.now());
        Path key =
                Files.writeString(folder.resolve("master.asc"), keys.publicKey().armored());
        Map<String, String> variables = new HashMap<>(further);
        variables.put("PAPERTRADER_WORKER_UUID", new UUID(0, 1).toString());
        variables.put("PAPERTRADER_WORKER_PUBLIC_ADDRESS", "127.0.0.1:2049");
        variables.put("PAPERTRADER_MASTER_ADDRESS", "127.0.0.1:1");
        variables.put("PAPERTRADER_MASTER_PUBLIC_KEY", key.toString());
        return start("worker", variables);
    }

    /** There is no database: a start that were not refused would wait for it. */
    private RunningNetwork.Result start(String server, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Built.quickServer(server)).directory(folder.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PAPERTRADER_DIRECTORY", folder.resolve("data").toString(),
                        "PAPERTRADER_DATABASE_ADDRESS", "127.0.0.1:1",
                        "QUARKUS_HTTP_PORT", "0"));
        builder.environment().putAll(variables);
        return RunningNetwork.run(builder);
    }

    private static String first(RunningNetwork.Result server) {
        return (server.out() + server.err()).lines().findFirst().orElse("");
    }
}
