package io.papertrader.bench.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that is its own issuer, in the files that a worker's configuration names.
 *
 * @param trusting who takes this certificate and no other
 */
record SelfSigned(Path certificate, Path key, TrustManagerFactory trusting) {
    private static final String NAME = "worker";
    private static final String PASSWORD = "changeit";

    static SelfSigned make() throws IOException {
        Path folder = Files.createTempDirectory("papertrader-bench-tls");
        Path file = folder.resolve("worker.p12");
        keytool(file);
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            Certificate certificate = store.getCertificate(NAME);
            byte[] key = store.getKey(NAME, PASSWORD.toCharArray()).getEncoded();
            return new SelfSigned(
                    pem(folder, "CERTIFICATE", certificate.getEncoded()),
                    pem(folder, "PRIVATE KEY", key),
                    trusting(certificate));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used", e);
        }
    }

    /** Java's API makes no certificates; its program does. */
    private static void keytool(Path store) throws IOException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        program,
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
    }

    private static Path pem(Path folder, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                folder.resolve(kind.replace(' ', '-') + ".pem"),
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static TrustManagerFactory trusting(Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(NAME, certificate);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers;
    }

    /** The settings that make a worker's port speak TLS. */
    Map<String, String> settings() {
        return Map.of(
                "PAPERTRADER_LISTEN_TLS_CERTIFICATE", certificate.toString(),
                "PAPERTRADER_LISTEN_TLS_KEY", key.toString());
    }

    /** A client that has never been there: it has no session of TLS to take up again. */
    SSLContext newcomer() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] managers = trusting.getTrustManagers();
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("there is no TLS", e);
        }
    }
}
