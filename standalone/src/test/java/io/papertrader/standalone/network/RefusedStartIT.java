package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
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

    /** There is no database: a start that were not refused would wait for it. */
    private RunningNetwork.Result start(String server, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Built.server(server)).directory(folder.toFile());
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
