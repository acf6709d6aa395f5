package io.papertrader.master.identity;

import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.EDDSA;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_PSS_USING_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA256;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.IdToken;
import io.papertrader.codec.message.NonceSecret;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.InvalidAlgorithmException;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The rules of an ID token (OpenID Connect Core 1.0, section 3.1.3.7): signed by a key of its issuer, for this network,
 * not expired, and made for the login whose secret comes with it. A token that is signed with a secret that two share,
 * or not at all, is not taken.
 */
final class TokenRules {
    /** The difference that two clocks may have. */
    static final Duration SKEW = Duration.ofMinutes(1);

    /** The age up to which a token without a nonce is taken: only its age speaks against somebody who finds it. */
    static final Duration AGE_WITHOUT_NONCE = Duration.ofMinutes(5);

    /** The longest time for which a token may be valid: its use is remembered for so long. */
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(7);

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            RSA_USING_SHA256,
            RSA_PSS_USING_SHA256,
            ECDSA_USING_P256_CURVE_AND_SHA256,
            ECDSA_USING_P384_CURVE_AND_SHA384,
            EDDSA);
    private static final int MOST_SUBJECT_CHARACTERS = 255;

    private final Provider provider;

    TokenRules(Provider provider) {
        this.provider = provider;
    }

    /** Judges a token by these keys of the issuer. */
    Verdict judge(IdToken token, Optional<NonceSecret> secret, List<JsonWebKey> keys, Instant now) {
        try {
            // Said before any key is looked for: no key of the issuer will ever fit.
            ALGORITHMS.checkConstraint(
                    JsonWebStructure.fromCompactSerialization(token.value()).getAlgorithmHeaderValue());
            return judge(token, secret, consumer(keys, now).processToClaims(token.value()), now);
        } catch (InvalidJwtException refusal) {
            return refused(refusal);
        } catch (InvalidAlgorithmException otherAlgorithm) {
            return new Verdict.Refused(TokenFault.NOT_SIGNED);
        } catch (JoseException unreadable) {
            return new Verdict.Refused(TokenFault.NO_ID_TOKEN);
        } catch (MalformedClaimException malformed) {
            return new Verdict.Refused(TokenFault.NO_ID_TOKEN);
        }
    }

    private JwtConsumer consumer(List<JsonWebKey> keys, Instant now) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                .setExpectedType(false, "JWT")
                .setRequireSubject()
                .setExpectedIssuer(provider.issuer())
                .setExpectedAudience(provider.audienceArray())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
                .setMaxFutureValidityInMinutes((int) LONGEST_VALIDITY.toMinutes())
                .setIssuedAtRestrictions(0, Integer.MAX_VALUE)
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
    }

    private Verdict judge(IdToken token, Optional<NonceSecret> secret, JwtClaims claims, Instant now)
            throws MalformedClaimException {
        if (claims.getSubject().isBlank() || claims.getSubject().length() > MOST_SUBJECT_CHARACTERS) {
            return new Verdict.Refused(TokenFault.NO_ID_TOKEN);
        }
        if (!provider.isFor(Optional.ofNullable(claims.getStringClaimValue("azp")))) {
            return new Verdict.Refused(TokenFault.OTHER_AUDIENCE);
        }
        if (claims.getAudience().size() > 1 && !claims.hasClaim("azp")) {
            return new Verdict.Refused(TokenFault.OTHER_AUDIENCE);
        }
        Optional<String> nonce = Optional.ofNullable(claims.getStringClaimValue("nonce"));
        Instant issued = instant(claims.getIssuedAt());
        return isOfThisLogin(nonce, secret, issued, now)
                ? new Verdict.Accepted(identity(token, claims, nonce))
                : new Verdict.Refused(TokenFault.OTHER_LOGIN);
    }

    private boolean isOfThisLogin(Optional<String> nonce, Optional<NonceSecret> secret, Instant issued, Instant now) {
        if (nonce.isEmpty()) {
            return secret.isEmpty()
                    && provider.acceptsWithoutNonce()
                    && issued.plus(AGE_WITHOUT_NONCE).isAfter(now);
        }
        return secret.map(NonceSecret::nonce)
                .filter(expected -> MessageDigest.isEqual(bytes(expected), bytes(nonce.get())))
                .isPresent();
    }

    private Identity identity(IdToken token, JwtClaims claims, Optional<String> nonce) throws MalformedClaimException {
        Instant until = instant(claims.getExpirationTime()).plus(SKEW);
        return new Identity(
                provider.name(),
                provider.issuer(),
                claims.getSubject(),
                verifiedEmail(claims),
                new Identity.Use(digest(nonce.map(value -> "nonce " + value).orElseGet(() -> signed(token))), until));
    }

    /** An address that cannot be one of an account counts as none. */
    private static Optional<Email> verifiedEmail(JwtClaims claims) {
        try {
            return claims.getClaimValue("email") instanceof String address
                            && claims.getClaimValue("email_verified") instanceof Boolean isVerified
                            && isVerified
                    ? Optional.of(Email.ofNewAccount(address))
                    : Optional.empty();
        } catch (IllegalArgumentException outOfBounds) {
            return Optional.empty();
        }
    }

    /** The part that the signature is of; one signature can be written in two ways, and would be two tokens. */
    private static String signed(IdToken token) {
        return token.value().substring(0, token.value().lastIndexOf('.'));
    }

    private Buffer digest(String what) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(bytes(provider.issuer() + " " + what)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochMilli(date.getValueInMillis());
    }

    private static Verdict refused(InvalidJwtException refusal) {
        if (refusal.getCause() instanceof UnresolvableKeyException) {
            return new Verdict.UnknownKey();
        }
        return new Verdict.Refused(fault(refusal));
    }

    private static TokenFault fault(InvalidJwtException refusal) {
        if (refusal instanceof InvalidJwtSignatureException
                || refusal.getCause() instanceof JoseException
                || refusal.hasErrorCode(ErrorCodes.SIGNATURE_MISSING)) {
            return TokenFault.NOT_SIGNED;
        }
        if (refusal.hasErrorCode(ErrorCodes.ISSUER_INVALID) || refusal.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return TokenFault.OTHER_ISSUER;
        }
        if (refusal.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refusal.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return TokenFault.OTHER_AUDIENCE;
        }
        if (refusal.hasErrorCode(ErrorCodes.EXPIRED)) {
            return TokenFault.EXPIRED;
        }
        return refusal.hasErrorCode(ErrorCodes.NOT_YET_VALID)
                        || refusal.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)
                ? TokenFault.NOT_YET
                : TokenFault.NO_ID_TOKEN;
    }
}
