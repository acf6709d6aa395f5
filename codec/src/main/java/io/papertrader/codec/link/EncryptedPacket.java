package io.papertrader.codec.link;

import java.io.IOException;
import java.util.Set;
import org.bouncycastle.bcpg.SymmetricEncIntegrityPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.PGPSessionKeyEncryptedData;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcSessionKeyDataDecryptorFactory;

/** The outer layer of a sealed message: one packet, encrypted to this server and protected against changes. */
final class EncryptedPacket {
    private static final Set<Integer> CIPHERS = Set.of(
            SymmetricKeyAlgorithmTags.AES_128, SymmetricKeyAlgorithmTags.AES_192, SymmetricKeyAlgorithmTags.AES_256);

    private EncryptedPacket() {}

    /** Returns the packets inside, never before their integrity is proved. */
    static byte[] decrypt(byte[] message, LinkKeys recipient) throws LinkFault {
        try {
            var packets = new BcPGPObjectFactory(message);
            if (!(packets.nextObject() instanceof PGPEncryptedDataList encrypted)) {
                throw new LinkFault("The message is not an encrypted OpenPGP message");
            }
            byte[] content = decrypt(encrypted, recipient);
            if (packets.nextObject() != null) {
                throw new LinkFault("Something follows the encrypted OpenPGP message");
            }
            return content;
        } catch (IOException | PGPException | RuntimeException e) {
            // The parser answers malformed packets with unchecked exceptions of many types.
            throw new LinkFault("The OpenPGP message cannot be decrypted");
        }
    }

    private static byte[] decrypt(PGPEncryptedDataList encrypted, LinkKeys recipient)
            throws LinkFault, PGPException, IOException {
        if (!(encrypted.getEncryptedData() instanceof SymmetricEncIntegrityPacket packet)
                || packet.getVersion() != SymmetricEncIntegrityPacket.VERSION_1) {
            throw new LinkFault("The OpenPGP message has no modification detection code");
        }
        PGPSessionKey sessionKey = sessionKey(encrypted, recipient);
        if (!CIPHERS.contains(sessionKey.getAlgorithm())) {
            throw new LinkFault("The OpenPGP message is not encrypted with AES");
        }
        PGPSessionKeyEncryptedData data = encrypted.extractSessionKeyEncryptedData();
        byte[] content = data.getDataStream(new BcSessionKeyDataDecryptorFactory(sessionKey))
                .readAllBytes();
        if (!data.verify()) {
            throw new LinkFault("The OpenPGP message was changed on its way");
        }
        return content;
    }

    private static PGPSessionKey sessionKey(PGPEncryptedDataList encrypted, LinkKeys recipient)
            throws LinkFault, PGPException {
        for (PGPEncryptedData method : encrypted) {
            if (method instanceof PGPPublicKeyEncryptedData candidate) {
                long keyId = candidate.getKeyIdentifier().getKeyId();
                PGPPrivateKey secret = recipient.privateKey(keyId).orElse(null);
                if (secret != null) {
                    return candidate.getSessionKey(new BcPublicKeyDataDecryptorFactory(secret));
                }
            }
        }
        throw new LinkFault("The OpenPGP message is not encrypted to this server's key");
    }
}
