package io.papertrader.node.tls;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;

/** A certificate with its chain, itself first, and the private key beside it. */
record KeyPair(List<X509Certificate> chain, PrivateKey key) {
    private static final List<String> KINDS = List.of("EC", "RSA");
    private static final byte[] TEXT = {1, 2, 3, 4};

    KeyPair {
        chain = List.copyOf(chain);
    }

    /** The key and certificate that such options would let a server show. */
    static Optional<KeyPair> of(KeyCertOptions options, Vertx vertx) {
        try {
            return Stream.of(options.getKeyManagerFactory(vertx).getKeyManagers())
                    .filter(X509KeyManager.class::isInstance)
                    .map(X509KeyManager.class::cast)
                    .flatMap(manager -> KINDS.stream().flatMap(kind -> of(manager, kind)))
                    .findFirst();
        } catch (Exception none) {
            return Optional.empty();
        }
    }

    private static Stream<KeyPair> of(X509KeyManager manager, String kind) {
        return Stream.ofNullable(manager.getServerAliases(kind, null))
                .flatMap(Stream::of)
                .map(alias -> new KeyPair(List.of(manager.getCertificateChain(alias)), manager.getPrivateKey(alias)));
    }

    /**
     * True where the key is the one that the certificate was made for. Java does not look; its clients would be told
     * something else.
     */
    boolean isOne() {
        try {
            Signature signature = Signature.getInstance(isOf("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(TEXT);
            byte[] signed = signature.sign();
            signature.initVerify(certificate().getPublicKey());
            signature.update(TEXT);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    boolean isOf(String kind) {
        return key.getAlgorithm().equals(kind);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    Instant expiry() {
        return certificate().getNotAfter().toInstant();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return certificate().getSubjectX500Principal().toString();
    }
}
