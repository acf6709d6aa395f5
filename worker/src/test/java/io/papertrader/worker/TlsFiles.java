package io.papertrader.worker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that the worker made itself, in the files that its configuration names. */
public class TlsFiles implements QuarkusTestResourceLifecycleManager {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "worker";

    private Path directory;
    private KeyStore store;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("papertrader-tls");
            Path keys = directory.resolve("worker.p12");
            makeKeys(keys);
            store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
            Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
            return Map.of(
                    "papertrader.listen.tls.certificate",
                            write("CERTIFICATE", certificate().getEncoded()),
                    "papertrader.listen.tls.key", write("PRIVATE KEY", key.getEncoded()));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Java makes certificates by this program only. */
    private static void makeKeys(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=worker",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
    }

    private String write(String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                        directory.resolve(kind.replace(' ', '-') + ".pem"),
                        "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n")
                .toString();
    }

    public Certificate certificate() throws GeneralSecurityException {
        return store.getCertificate(ALIAS);
    }

    /** Trusts this certificate and no other. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(TlsFiles.class));
    }

    @Override
    public void stop() {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
