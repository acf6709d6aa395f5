package io.papertrader.master.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider.Registration;
import io.papertrader.codec.message.IdToken;
import io.papertrader.codec.message.NonceSecret;
import io.papertrader.codec.message.ProviderName;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRulesTest {
    private static final String ISSUER = "https://accounts.example.org";
    private static final Instant NOW = Instant.parse("2026-11-24T05:05:38Z");
    private static final SigningKey KEY = SigningKey.rsa("one");
    private static final SigningKey STRANGERS = SigningKey.rsa("one");
    private static final NonceSecret SECRET = NonceSecret.make(new SplittableRandom(7));
    private static final Claims CLAIMS = Claims.of(ISSUER, "10769", NOW).forSecret(SECRET);

    private final Provider strict = provider(false);
    private final Provider liberal = provider(true);

    private static Provider provider(boolean acceptsWithoutNonce) {
        Registration registration = new Registration("papertrader", Optional.empty());
        return new Provider(
                new LoginProvider(new ProviderName("acme"), ISSUER, "openid email", registration, registration),
                Optional.empty(),
                Set.of("papertrader", "papertrader-tv"),
                acceptsWithoutNonce);
    }

    private Verdict judge(IdToken token) {
        return judge(strict, token, Optional.of(SECRET));
    }

    private Verdict judge(Provider provider, IdToken token, Optional<NonceSecret> secret) {
        return new TokenRules(provider).judge(token, secret, List.of(KEY.key()), NOW);
    }

    private static Identity identity(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).identity();
    }

    private static void assertRefused(Verdict verdict, TokenFault fault) {
        assertThat(verdict).isEqualTo(new Verdict.Refused(fault));
    }

    @Test
    void acceptsWhatTheIssuerSignedForThisLogin() {
        Identity identity =
                identity(judge(CLAIMS.withEmail("ada@example.org", true).signedBy(KEY)));

        assertThat(identity.issuer()).isEqualTo(ISSUER);
        assertThat(identity.subject()).isEqualTo("10769");
        assertThat(identity.email()).contains(new Email("ada@example.org"));
        assertThat(identity.use().until()).isEqualTo(NOW.plusSeconds(300).plus(TokenRules.SKEW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                AlgorithmIdentifiers.RSA_USING_SHA256,
                AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                AlgorithmIdentifiers.EDDSA
            })
    void acceptsSignaturesByPublicKeys(String algorithm) {
        SigningKey key = SigningKey.of("other", algorithm);

        Verdict verdict = new TokenRules(strict)
                .judge(CLAIMS.signedBy(key), Optional.of(SECRET), List.of(KEY.key(), key.key()), NOW);

        assertThat(identity(verdict).subject()).isEqualTo("10769");
    }

    @Test
    void refusesForgedSignature() {
        assertRefused(judge(CLAIMS.signedBy(STRANGERS)), TokenFault.NOT_SIGNED);
    }

    @Test
    void refusesClaimsThatWereChangedAfterwards() {
        String[] parts = CLAIMS.signedBy(KEY).value().split("\\.", -1);
        String other = base64(CLAIMS.with("sub", "1").json().encode());

        assertRefused(judge(new IdToken(parts[0] + "." + other + "." + parts[2])), TokenFault.NOT_SIGNED);
    }

    @Test
    void refusesTokensWithoutSignature() {
        String none = base64("{\"alg\":\"none\"}") + "." + base64(CLAIMS.json().encode()) + ".";

        assertRefused(judge(new IdToken(none)), TokenFault.NOT_SIGNED);
        assertRefused(
                judge(new IdToken(CLAIMS.signedBy(KEY).value().replaceFirst("[^.]*$", ""))), TokenFault.NOT_SIGNED);
    }

    /** Whoever took the public key for the secret of an HMAC would accept it: everybody knows that key. */
    @Test
    void refusesHmacWithThePublicKey() throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(CLAIMS.json().encode());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKeyIdHeaderValue("one");
        jws.setKey(new HmacKey(KEY.key().getPublicKey().getEncoded()));

        assertRefused(judge(new IdToken(jws.getCompactSerialization())), TokenFault.NOT_SIGNED);
    }

    @Test
    void looksForNewKeysWhereTheKeyIsUnknown() {
        assertThat(judge(CLAIMS.signedBy(STRANGERS.named("two")))).isEqualTo(new Verdict.UnknownKey());
    }

    @Test
    void refusesAnExpiredToken() {
        Claims old = CLAIMS.with("exp", NOW.minus(TokenRules.SKEW).getEpochSecond());

        assertRefused(
                judge(old.with("iat", NOW.minusSeconds(600).getEpochSecond()).signedBy(KEY)), TokenFault.EXPIRED);
    }

    @Test
    void refusesATokenFromTheFuture() {
        long later = NOW.plus(TokenRules.SKEW).plusSeconds(1).getEpochSecond();

        assertRefused(judge(CLAIMS.with("iat", later).signedBy(KEY)), TokenFault.NOT_YET);
        assertRefused(judge(CLAIMS.with("nbf", later).signedBy(KEY)), TokenFault.NOT_YET);
    }

    @Test
    void allowsForClocksThatDifferALittle() {
        assertThat(judge(
                        CLAIMS.with("iat", NOW.plusSeconds(30).getEpochSecond()).signedBy(KEY)))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(judge(CLAIMS.with("exp", NOW.minusSeconds(30).getEpochSecond())
                        .with("iat", NOW.minusSeconds(300).getEpochSecond())
                        .signedBy(KEY)))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesAnotherIssuer() {
        assertRefused(judge(CLAIMS.with("iss", ISSUER + "/").signedBy(KEY)), TokenFault.OTHER_ISSUER);
        assertRefused(judge(CLAIMS.without("iss").signedBy(KEY)), TokenFault.OTHER_ISSUER);
    }

    @Test
    void refusesAnotherAudience() {
        assertRefused(judge(CLAIMS.with("aud", "somebody").signedBy(KEY)), TokenFault.OTHER_AUDIENCE);
        assertRefused(judge(CLAIMS.without("aud").signedBy(KEY)), TokenFault.OTHER_AUDIENCE);
        assertRefused(judge(CLAIMS.with("azp", "somebody").signedBy(KEY)), TokenFault.OTHER_AUDIENCE);
        assertRefused(
                judge(CLAIMS.with("aud", List.of("papertrader", "somebody")).signedBy(KEY)), TokenFault.OTHER_AUDIENCE);
    }

    @Test
    void acceptsSeveralAudiencesWhereOneOfItsOwnIdsAsked() {
        Claims several = CLAIMS.with("aud", List.of("papertrader", "somebody")).with("azp", "papertrader-tv");

        assertThat(judge(several.signedBy(KEY))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesATokenWithoutItsSecret() {
        NonceSecret guess = NonceSecret.make(new SplittableRandom(8));

        assertRefused(judge(strict, CLAIMS.signedBy(KEY), Optional.of(guess)), TokenFault.OTHER_LOGIN);
        assertRefused(judge(strict, CLAIMS.signedBy(KEY), Optional.empty()), TokenFault.OTHER_LOGIN);
        assertRefused(judge(liberal, CLAIMS.signedBy(KEY), Optional.empty()), TokenFault.OTHER_LOGIN);
    }

    @Test
    void refusesATokenWithoutNonceUnlessTheOperatorTakesIt() {
        IdToken token = CLAIMS.without("nonce").signedBy(KEY);

        assertRefused(judge(strict, token, Optional.empty()), TokenFault.OTHER_LOGIN);
        assertRefused(judge(strict, token, Optional.of(SECRET)), TokenFault.OTHER_LOGIN);
        assertRefused(judge(liberal, token, Optional.of(SECRET)), TokenFault.OTHER_LOGIN);
        assertThat(judge(liberal, token, Optional.empty())).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void takesATokenWithoutNonceOnlyWhileItIsNew() {
        Instant issued = NOW.minus(TokenRules.AGE_WITHOUT_NONCE);
        Claims old = CLAIMS.without("nonce").with("iat", issued.getEpochSecond());

        assertRefused(judge(liberal, old.signedBy(KEY), Optional.empty()), TokenFault.OTHER_LOGIN);
        assertThat(judge(liberal, old.with("iat", issued.getEpochSecond() + 1).signedBy(KEY), Optional.empty()))
                .isInstanceOf(Verdict.Accepted.class);
    }

    /** The same use, whatever else differs: the nonce is what must not come again. */
    @Test
    void countsTokensOfOneNonceAsOne() {
        Identity first = identity(judge(CLAIMS.signedBy(KEY)));
        Identity second = identity(
                judge(CLAIMS.with("exp", NOW.plusSeconds(9).getEpochSecond()).signedBy(KEY)));

        assertThat(second.use().digest()).isEqualTo(first.use().digest());
    }

    /** An ECDSA signature can be turned into another one of the same content by anybody. */
    @Test
    void countsTokensWithoutNonceByWhatIsSigned() {
        SigningKey key = SigningKey.of("ec", AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        String payload = CLAIMS.without("nonce").json().encode();

        List<Identity> twice = List.of(key.sign(payload), key.sign(payload)).stream()
                .map(token ->
                        new TokenRules(liberal).judge(new IdToken(token), Optional.empty(), List.of(key.key()), NOW))
                .map(TokenRulesTest::identity)
                .toList();

        assertThat(twice.getFirst().use().digest())
                .isEqualTo(twice.getLast().use().digest());
    }

    @Test
    void knowsNoAddressThatTheIssuerHasNotVerified() {
        assertThat(identity(judge(CLAIMS.withEmail("ada@example.org", false).signedBy(KEY)))
                        .email())
                .isEmpty();
        assertThat(identity(judge(CLAIMS.with("email", "ada@example.org").signedBy(KEY)))
                        .email())
                .isEmpty();
        assertThat(identity(judge(CLAIMS.withEmail("ada", true).signedBy(KEY))).email())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoIdToken() {
        for (IdToken token : List.of(
                new IdToken("a.b.c"),
                new IdToken(base64("{\"alg\":\"RS256\"}") + "." + base64("[]") + "."),
                CLAIMS.without("sub").signedBy(KEY),
                CLAIMS.with("sub", "").signedBy(KEY),
                CLAIMS.with("sub", "s".repeat(256)).signedBy(KEY),
                CLAIMS.with("sub", 7).signedBy(KEY),
                CLAIMS.without("iat").signedBy(KEY),
                CLAIMS.without("exp").signedBy(KEY),
                CLAIMS.with("exp", "soon").signedBy(KEY),
                CLAIMS.with("exp", NOW.plus(Duration.ofDays(8)).getEpochSecond())
                        .signedBy(KEY),
                CLAIMS.with("exp", Long.MAX_VALUE).signedBy(KEY),
                CLAIMS.with("iat", Long.MIN_VALUE).signedBy(KEY),
                CLAIMS.with("nonce", 7).signedBy(KEY),
                CLAIMS.with("azp", new JsonObject()).signedBy(KEY))) {
            assertThat(judge(token)).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void saysEachFaultInOneSentence() {
        for (TokenFault fault : TokenFault.values()) {
            assertThat(fault.sentence(new ProviderName("acme")))
                    .contains("acme")
                    .endsWith(".");
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }
}
