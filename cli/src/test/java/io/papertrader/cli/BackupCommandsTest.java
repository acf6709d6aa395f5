package io.papertrader.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that sends and takes files. */
class BackupCommandsTest {
    private static final int LARGE = 3_000_000;

    @TempDir
    Path folder;

    private Cli cli;
    private Consumer<HttpServerRequest> master = request -> request.response().end();
    private Path file;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(folder.resolve("backups"));
        file = folder.resolve("backups/network.sql.gz");
        cli = new Cli(folder).variable("PAPERTRADER_ADMIN_TOKEN", "secret");
        HttpServer server = cli.vertx()
                .createHttpServer()
                .requestHandler(request -> master.accept(request))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        cli.variable("PAPERTRADER_MASTER_HTTP", "http://127.0.0.1:" + server.actualPort());
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] large() throws IOException {
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        return packed(content);
    }

    private Run backUp() {
        return cli.run("admin", "backup", file.toString());
    }

    private long filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.count();
        }
    }

    @Test
    void writesAFileThatItsOwnerAloneReads() throws Exception {
        byte[] content = large();
        master = request -> request.response().end(Buffer.buffer(content));

        Run run = backUp();

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("The backup is in " + file + " (%,d bytes).".formatted(content.length));
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void leavesTheFileAsItWasWhereTheMasterFailsInTheMiddle() throws Exception {
        Files.writeString(file, "of yesterday");
        byte[] content = large();
        master = request -> {
            HttpServerResponse response = request.response().setChunked(true);
            response.write(Buffer.buffer(content).slice(0, LARGE / 2));
            request.connection().close();
        };

        assertThat(backUp().exitCode()).isEqualTo(4);
        assertThat(Files.readString(file)).isEqualTo("of yesterday");
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void noticesAPartThatLooksLikeTheWhole() throws Exception {
        byte[] content = large();
        master = request -> request.response().end(Buffer.buffer(content).slice(0, LARGE / 2));

        Run run = backUp();

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("a part of the backup only");
        assertThat(filesInFolder()).isZero();
    }

    @Test
    void saysWhyTheMasterRefuses() {
        master = request -> request.response().setStatusCode(503).end("{\"error\": \"This master is a standby.\"}");

        assertThat(backUp()).isEqualTo(new Run(4, "", "papertrader: UNAVAILABLE: This master is a standby.\n"));
    }

    @Test
    void saysThatTheFileCannotBeWritten() throws Exception {
        byte[] content = large();
        master = request -> request.response().end(Buffer.buffer(content));
        Files.createDirectory(file);
        Files.createFile(file.resolve("something"));

        Run run = backUp();

        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err()).startsWith("papertrader: FILE: The backup cannot be written to " + file);
    }

    @Test
    void sendsTheWholeFile() throws Exception {
        byte[] content = large();
        Files.write(file, content);
        master = request -> request.body()
                .onSuccess(body -> request.response()
                        .end(
                                body.equals(Buffer.buffer(content)) && "/admin/restore".equals(request.path())
                                        ? "{\"accounts\": 3, \"transactions\": 7, \"transfers\": 17}"
                                        : "{}"));

        assertThat(cli.run("admin", "restore", file.toString())).isEqualTo(new Run(0, """
                                The backup is restored and its ledger is clean (accounts: 3, transactions: 7, transfers: 17).
                                The master starts again now, with what was restored.
                                """, ""));
    }

    @Test
    void saysWhyABackupIsNotRestored() throws Exception {
        Files.write(file, "no backup".getBytes(UTF_8));
        master = request -> request.body()
                .onSuccess(body -> request.response()
                        .setStatusCode(409)
                        .end("{\"error\": \"This network has accounts already.\"}"));

        assertThat(cli.run("admin", "restore", file.toString()))
                .isEqualTo(new Run(1, "", "papertrader: CONFLICT: This network has accounts already.\n"));
        assertThat(cli.run("admin", "restore", folder.resolve("none").toString())
                        .exitCode())
                .isEqualTo(2);
    }
}
