package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The hash that a client sends in place of the password, which never leaves it (specification 4.6.1 leaves the hash to
 * the implementation): 43 characters, unpadded base64url of 32 bytes of PBKDF2-HMAC-SHA-256 (RFC 8018).
 */
public record HashedPass(String value) {
    /** {@code str}. */
    public static final FieldType<HashedPass> TYPE = FieldType.STR.atMost(43).as(HashedPass::new, HashedPass::value);

    /** {@code str}, empty for none. */
    static final FieldType<Optional<HashedPass>> OR_NONE = FieldType.STR
            .atMost(43)
            .as(
                    text -> text.isEmpty() ? Optional.empty() : Optional.of(new HashedPass(text)),
                    pass -> pass.map(HashedPass::value).orElse(""));

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int ROUNDS = 600_000;
    private static final int BITS = 256;

    public HashedPass {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 43 characters of base64url without padding");
        }
    }

    /**
     * Takes a few hundred milliseconds, on purpose. The password is used in Unicode's form NFKC, in UTF-8. Two
     * characters cannot be in it, as it would be the same as another with them: half of a surrogate pair, which has no
     * bytes in UTF-8, and zero, which HMAC does not see at the end of a key.
     */
    public static HashedPass of(UserName userName, CharSequence password) {
        if (password.codePoints().anyMatch(HashedPass::isSameAsAnother)) {
            throw new IllegalArgumentException("must be whole characters of Unicode, none of them zero");
        }
        String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        byte[] salt = ("papertrader:" + userName.key()).getBytes(StandardCharsets.UTF_8);
        PBEKeySpec spec = new PBEKeySpec(normal.toCharArray(), salt, ROUNDS, BITS);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new HashedPass(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2WithHmacSHA256 is part of every Java", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static boolean isSameAsAnother(int point) {
        return point == 0 || Character.getType(point) == Character.SURROGATE;
    }

    /** A password's stand-in is as secret as the password. */
    @Override
    public String toString() {
        return "HashedPass[hidden]";
    }
}
