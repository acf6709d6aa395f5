package io.papertrader.codec.link;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/**
 * Makes a server's keys in the form that {@code gpg --quick-generate-key NAME ed25519} would, with a cv25519 subkey.
 * Version 4 and the "legacy" curve identifiers of RFC 9580, because GnuPG 2.2 knows no others.
 */
final class LinkKeyGenerator {
    private static final int[] CIPHERS = {SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_128};
    private static final int[] HASHES = {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA256};

    private LinkKeyGenerator() {}

    static PGPSecretKeyRing generate(String userId, SecureRandom random, Instant now) throws PGPException {
        Date created = Date.from(now);
        var pairs = new BcPGPKeyPairGeneratorProvider().setSecureRandom(random).get(PublicKeyPacket.VERSION_4, created);
        PGPKeyPair primary = pairs.generateLegacyEd25519KeyPair();
        PGPKeyPair encryption = pairs.generateLegacyX25519KeyPair();

        var signer = new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA512)
                .setSecureRandom(random);
        // SHA-1 is here only the checksum that the format demands of an unprotected secret key.
        PGPDigestCalculator checksum = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
        var ring = new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                primary,
                userId,
                checksum,
                primaryProperties(primary.getPublicKey(), created).generate(),
                null,
                signer,
                null);
        var encryptionProperties = properties(primary.getPublicKey(), created);
        encryptionProperties.setKeyFlags(true, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
        ring.addSubKey(encryption, encryptionProperties.generate(), null);
        return ring.generateSecretKeyRing();
    }

    private static PGPSignatureSubpacketGenerator primaryProperties(PGPPublicKey primary, Date created) {
        var properties = properties(primary, created);
        properties.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        properties.setPreferredSymmetricAlgorithms(false, CIPHERS);
        properties.setPreferredHashAlgorithms(false, HASHES);
        properties.setFeature(false, Features.FEATURE_MODIFICATION_DETECTION);
        return properties;
    }

    private static PGPSignatureSubpacketGenerator properties(PGPPublicKey issuer, Date created) {
        var properties = new PGPSignatureSubpacketGenerator();
        properties.setSignatureCreationTime(true, created);
        properties.setIssuerFingerprint(false, issuer);
        return properties;
    }
}
