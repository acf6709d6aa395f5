package io.papertrader.codec.link;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** The AES-256 keys of the two directions of one link. */
public record TrafficKeys(SecretKey workerToMaster, SecretKey masterToWorker) {
    private static final int KEY_BYTES = 32;

    static TrafficKeys derive(byte[] sharedSecret, byte[] helloContent, byte[] welcomeContent) {
        byte[] salt = sha256(helloContent, welcomeContent);
        return new TrafficKeys(
                key(sharedSecret, salt, "papertrader link v1 worker to master"),
                key(sharedSecret, salt, "papertrader link v1 master to worker"));
    }

    private static SecretKey key(byte[] sharedSecret, byte[] salt, String info) {
        var generator = new HKDFBytesGenerator(SHA256Digest.newInstance());
        generator.init(new HKDFParameters(sharedSecret, salt, info.getBytes(StandardCharsets.US_ASCII)));
        byte[] key = new byte[KEY_BYTES];
        generator.generateBytes(key, 0, key.length);
        return new SecretKeySpec(key, "AES");
    }

    /** The key that a direction takes after this one. */
    static SecretKey next(SecretKey key) {
        var generator = new HKDFBytesGenerator(SHA256Digest.newInstance());
        generator.init(HKDFParameters.skipExtractParameters(
                key.getEncoded(), "papertrader link v1 next key".getBytes(StandardCharsets.US_ASCII)));
        byte[] next = new byte[KEY_BYTES];
        generator.generateBytes(next, 0, next.length);
        return new SecretKeySpec(next, "AES");
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        var digest = SHA256Digest.newInstance();
        digest.update(first, 0, first.length);
        digest.update(second, 0, second.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    @Override
    public String toString() {
        return "TrafficKeys[hidden]";
    }
}
