package io.papertrader.master.identity;

import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key of a third party, made for one test. */
public record SigningKey(PublicJsonWebKey key, String algorithm) {
    public static SigningKey rsa(String id) {
        return of(id, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    public static SigningKey of(String id, String algorithm) {
        try {
            PublicJsonWebKey key =
                    switch (algorithm) {
                        case AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256 ->
                            EcJwkGenerator.generateJwk(EllipticCurves.P256);
                        case AlgorithmIdentifiers.EDDSA -> OkpJwkGenerator.generateJwk("Ed25519");
                        default -> RsaJwkGenerator.generateJwk(2048);
                    };
            key.setKeyId(id);
            return new SigningKey(key, algorithm);
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    /** The same key under another name. */
    public SigningKey named(String id) {
        try {
            PublicJsonWebKey copy =
                    PublicJsonWebKey.Factory.newPublicJwk(key.toParams(OutputControlLevel.INCLUDE_PRIVATE));
            copy.setKeyId(id);
            return new SigningKey(copy, algorithm);
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    public Map<String, Object> published() {
        return key.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    /** Text with a signature, as a JWT is. */
    public String sign(String payload) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
