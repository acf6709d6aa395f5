package io.papertrader.master.server;

import io.papertrader.master.FreePort;
import io.papertrader.master.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A real Postgres that lets nobody in without TLS; ends with the JVM. */
record EncryptedPostgres(String address, Path certificate) {
    private static final String NAME = "postgres";
    private static final String PASSWORD = "changeit";

    static EncryptedPostgres start() {
        try {
            Path folder = Files.createTempDirectory("papertrader-tls");
            KeyStore made = keytool(folder.resolve("postgres.p12"));
            Path certificate = pem(
                    folder.resolve("server.pem"),
                    "CERTIFICATE",
                    made.getCertificate(NAME).getEncoded());
            Path key = pem(
                    folder.resolve("server.key"),
                    "PRIVATE KEY",
                    made.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            Path whoMay = Files.writeString(
                    folder.resolve("hba.conf"), "hostssl all all 127.0.0.1/32 trust\nhostssl all all ::1/128 trust\n");
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setPort(FreePort.from(22_000))
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", certificate.toString())
                    .setServerConfig("ssl_key_file", key.toString())
                    .setServerConfig("hba_file", whoMay.toString())
                    .start();
            return new EncryptedPostgres("localhost:" + started.getPort(), certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String user() {
        return Postgres.USER;
    }

    /** Java's API makes no certificates; its program does. */
    private static KeyStore keytool(Path store) throws IOException, GeneralSecurityException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        String line = "-genkeypair -alias " + NAME + " -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore";
        command.addAll(List.of(line.split(" ", -1)));
        command.add(store.toString());
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("keytool ended with " + exit);
        }
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
