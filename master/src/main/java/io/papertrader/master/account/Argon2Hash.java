package io.papertrader.master.account;

import io.papertrader.codec.message.HashedPass;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** An Argon2id hash (RFC 9106) as its text says it was made, with salt and cost. */
final class Argon2Hash {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final int MOST_ITERATIONS = 100;
    private static final int MOST_LANES = 16;

    private static final Pattern TEXT = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2Hash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** The cost of a hash. */
    record Cost(int memoryKib, int iterations, int lanes) {
        Cost {
            boolean isBounded = memoryKib >= 8 * lanes
                    && memoryKib <= MOST_MEMORY_KIB
                    && iterations >= 1
                    && iterations <= MOST_ITERATIONS
                    && lanes >= 1
                    && lanes <= MOST_LANES;
            if (!isBounded) {
                throw new IllegalArgumentException("is no cost that a password is hashed at");
            }
        }

        /** True where one of the two is less than the other's. */
        boolean isBelow(Cost other) {
            return memoryKib < other.memoryKib || iterations < other.iterations;
        }
    }

    /** The stored hash was not made by any master of this kind: a defect or another's work, and no wrong password. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String form) {
            super("a stored password has a form that this master cannot read (" + form
                    + "...): an operator can make the account's owner a token for a new one");
        }
    }

    /** Reads the text of a stored password. */
    static Argon2Hash parse(PassHash stored) {
        Matcher parts = TEXT.matcher(stored.value());
        if (!parts.matches()) {
            throw new Unreadable(head(stored));
        }
        try {
            Cost cost = new Cost(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
            Base64.Decoder base64 = Base64.getDecoder();
            return new Argon2Hash(cost, base64.decode(parts.group(4)), base64.decode(parts.group(5)));
        } catch (IllegalArgumentException outOfBounds) {
            throw new Unreadable(head(stored));
        }
    }

    /** The scheme and its cost, and nothing of the secret. */
    private static String head(PassHash stored) {
        Matcher scheme = Pattern.compile("\\$[a-z0-9]{1,10}\\$(v=\\d{1,3}\\$)?[a-z0-9=,]{0,40}\\$")
                .matcher(stored.value());
        return scheme.lookingAt() ? scheme.group() : "no scheme";
    }

    /** Hashes a password. */
    static Argon2Hash of(HashedPass pass, Cost cost, byte[] salt) {
        return new Argon2Hash(cost, salt, compute(pass, cost, salt, HASH_BYTES));
    }

    /** The hash of nothing in particular, which costs as much to compare with. */
    static Argon2Hash ofNobody(Cost cost) {
        return new Argon2Hash(cost, new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    Cost cost() {
        return cost;
    }

    /** A salt's bytes. */
    static int saltBytes() {
        return SALT_BYTES;
    }

    /** True where it is this password's. */
    boolean isOf(HashedPass pass) {
        return MessageDigest.isEqual(hash, compute(pass, cost, salt, hash.length));
    }

    private static byte[] compute(HashedPass pass, Cost cost, byte[] salt, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(pass.value().getBytes(StandardCharsets.US_ASCII), hash);
        return hash;
    }

    /** The usual text form. */
    PassHash text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PassHash("$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.lanes()
                + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
    }

    @Override
    public String toString() {
        return "Argon2Hash[hidden]";
    }
}
