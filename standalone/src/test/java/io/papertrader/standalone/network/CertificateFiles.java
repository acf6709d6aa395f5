package io.papertrader.standalone.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A server's certificate that is its own issuer, for localhost, in PEM.
 *
 * @param certificate what a server shows, and a client is told to trust
 * @param key the private key
 */
record CertificateFiles(Path certificate, Path key) {
    private static final String NAME = "worker";
    private static final String PASSWORD = "changeit";

    static CertificateFiles make(Path folder) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("worker.p12");
        keytool(store);
        KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return new CertificateFiles(
                pem(folder, "CERTIFICATE", made.getCertificate(NAME).getEncoded()),
                pem(
                        folder,
                        "PRIVATE KEY",
                        made.getKey(NAME, PASSWORD.toCharArray()).getEncoded()));
    }

    /** Java's API makes no certificates; its program does. */
    private static void keytool(Path store) throws IOException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String line = "-genkeypair -alias " + NAME + " -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore";
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(line.split(" ", -1)));
        command.add(store.toString());
        RunningNetwork.run(new ProcessBuilder(command)).expectDone();
    }

    private static Path pem(Path folder, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                folder.resolve(kind.replace(' ', '-') + ".pem"),
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
