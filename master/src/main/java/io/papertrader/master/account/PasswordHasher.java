package io.papertrader.master.account;

import io.papertrader.codec.message.HashedPass;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) on threads of its own: a bounded number at a time, a bounded number waiting, none on an event loop.
 */
@ApplicationScoped
public class PasswordHasher {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final SecureRandom random;
    private final ThreadPoolExecutor threads;

    /** Compared with where there is no account, so that an unknown user costs the same time. */
    private final PassHash nobodys;

    PasswordHasher(SecureRandom random, AccountConfig config) {
        this.random = random;
        this.threads = new ThreadPoolExecutor(
                config.hashThreads(),
                config.hashThreads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(config.hashQueue()),
                Thread.ofPlatform().name("argon2-", 0).daemon().factory());
        this.nobodys = new PassHash(encode(bytes(SALT_BYTES), bytes(HASH_BYTES)));
    }

    /** More passwords are waiting than the bound allows. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("too many passwords are waiting to be hashed", null, false, false);
        }
    }

    /** Hashes with a new salt. */
    public Uni<PassHash> hash(HashedPass pass) {
        return run(() -> {
            byte[] salt = bytes(SALT_BYTES);
            return new PassHash(encode(salt, argon2id(pass, salt)));
        });
    }

    /** Whether the password is the one that was hashed; takes the same time where nothing was. */
    Uni<Boolean> verify(HashedPass pass, Optional<PassHash> stored) {
        return run(() -> {
            String[] parts = stored.orElse(nobodys).value().split("\\$", -1);
            byte[] salt = Base64.getDecoder().decode(parts[parts.length - 2]);
            byte[] expected = Base64.getDecoder().decode(parts[parts.length - 1]);
            return MessageDigest.isEqual(expected, argon2id(pass, salt)) && stored.isPresent();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new Busy());
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] argon2id(HashedPass pass, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(ITERATIONS)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(pass.value().getBytes(StandardCharsets.US_ASCII), hash);
        return hash;
    }

    /** The usual text form, which says how it was made. */
    private static String encode(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }
}
