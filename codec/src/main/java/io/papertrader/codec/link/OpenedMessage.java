package io.papertrader.codec.link;

import java.io.IOException;
import java.time.Instant;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** A decrypted message whose signature is still to be checked against the key of the one it claims to be from. */
public final class OpenedMessage {
    private final byte[] content;
    private final byte[] signature;

    OpenedMessage(byte[] content, byte[] signature) {
        this.content = content;
        this.signature = signature;
    }

    /** Returns the literal content: a mere claim until {@link #requireSignedBy} has passed. */
    public byte[] content() {
        return content.clone();
    }

    /** Refuses the message unless a key that is the owner's and valid at this time has signed it. */
    public void requireSignedBy(LinkPublicKey owner, Instant now) throws LinkFault {
        for (PGPPublicKey candidate : owner.signingKeys(now)) {
            if (isSignedBy(candidate)) {
                return;
            }
        }
        throw new LinkFault("The OpenPGP message is not signed by key " + owner.fingerprint());
    }

    private boolean isSignedBy(PGPPublicKey candidate) {
        try {
            // Read anew for each check, which changes the signature object.
            var packets = (PGPSignatureList) new BcPGPObjectFactory(signature).nextObject();
            PGPSignature check = packets.get(0);
            if (!check.hasKeyIdentifier(candidate.getKeyIdentifier())
                    || !OpenPgp.IMPLEMENTATION.policy().isAcceptableSignature(check)) {
                return false;
            }
            check.init(new BcPGPContentVerifierBuilderProvider(), candidate);
            check.update(content);
            return check.verify();
        } catch (IOException | PGPException | RuntimeException e) {
            // Broken signature values end in unchecked exceptions of many types; doubt means no.
            return false;
        }
    }

    @Override
    public String toString() {
        return "OpenedMessage[" + content.length + " bytes]";
    }
}
