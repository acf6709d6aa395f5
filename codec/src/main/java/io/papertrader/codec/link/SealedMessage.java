package io.papertrader.codec.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * An OpenPGP message that is signed by its sender and encrypted to its recipient, as {@code gpg --sign --encrypt} makes
 * it: the form of linkHello and linkWelcome.
 */
public final class SealedMessage {
    /** The largest message and the largest content, in bytes: what the data of one protocol message can carry. */
    public static final int MAX_BYTES = 65_536;

    private SealedMessage() {}

    /** Signs the content as this server and encrypts it to the recipient. */
    public static byte[] seal(
            byte[] content, LinkKeys signer, LinkPublicKey recipient, SecureRandom random, Instant now)
            throws LinkFault {
        PGPKeyPair signingKey = signer.signingKey(now);
        PGPPublicKey encryptionKey = recipient.encryptionKey(now);
        byte[] message;
        try {
            message = encrypt(sign(content, signingKey, random, now), encryptionKey, random);
        } catch (IOException | PGPException e) {
            throw new LinkFault("The message cannot be sealed to OpenPGP key " + recipient.fingerprint());
        }
        if (message.length > MAX_BYTES) {
            throw new IllegalArgumentException("content of " + content.length + " bytes is too long to seal");
        }
        return message;
    }

    /**
     * Decrypts a message that was sealed to this server. Its signer is not yet known: the content claims a sender, and
     * {@link OpenedMessage#requireSignedBy} proves the claim.
     */
    public static OpenedMessage open(byte[] message, LinkKeys recipient) throws LinkFault {
        if (message.length > MAX_BYTES) {
            throw new LinkFault("A sealed message may have " + MAX_BYTES + " bytes at most");
        }
        return SignedPackets.read(EncryptedPacket.decrypt(message, recipient));
    }

    private static byte[] sign(byte[] content, PGPKeyPair key, SecureRandom random, Instant now)
            throws PGPException, IOException {
        var builder = new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512)
                .setSecureRandom(random);
        var signature = new PGPSignatureGenerator(builder, key.getPublicKey());
        signature.init(PGPSignature.BINARY_DOCUMENT, key.getPrivateKey());
        var properties = new PGPSignatureSubpacketGenerator();
        properties.setSignatureCreationTime(true, Date.from(now));
        properties.setIssuerFingerprint(false, key.getPublicKey());
        signature.setHashedSubpackets(properties.generate());
        signature.update(content);

        var packets = new ByteArrayOutputStream();
        signature.generateOnePassVersion(false).encode(packets);
        try (OutputStream literal = new PGPLiteralDataGenerator()
                .open(packets, PGPLiteralData.BINARY, "", content.length, Date.from(now))) {
            literal.write(content);
        }
        signature.generate().encode(packets);
        return packets.toByteArray();
    }

    private static byte[] encrypt(byte[] packets, PGPPublicKey recipient, SecureRandom random)
            throws PGPException, IOException {
        // The modification detection code is the integrity protection that GnuPG 2.2 reads; it knows no AEAD.
        var generator = new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithIntegrityPacket(true)
                .setSecureRandom(random));
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(recipient).setSecureRandom(random));
        var message = new ByteArrayOutputStream();
        try (OutputStream encrypted = generator.open(message, packets.length)) {
            encrypted.write(packets);
        }
        return message.toByteArray();
    }
}
