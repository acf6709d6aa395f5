package io.papertrader.codec.link;

import java.io.IOException;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPOnePassSignatureList;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/**
 * The inner layer of a sealed message: one-pass signature, literal, signature; GnuPG puts the three into a compressed
 * packet. Any other order, number or nesting is refused.
 */
final class SignedPackets {
    private SignedPackets() {}

    static OpenedMessage read(byte[] packets) throws LinkFault {
        try {
            return signed(new BcPGPObjectFactory(uncompressed(packets)));
        } catch (IOException | RuntimeException e) {
            // The parser answers malformed packets with unchecked exceptions of many types.
            throw new LinkFault("The OpenPGP message holds broken packets");
        }
    }

    private static byte[] uncompressed(byte[] packets) throws LinkFault, IOException {
        var outer = new BcPGPObjectFactory(packets);
        if (!(outer.nextObject() instanceof PGPCompressedData compressed)) {
            return packets;
        }
        byte[] body = compressed.getInputStream().readAllBytes();
        requireEnd(outer);
        return switch (compressed.getAlgorithm()) {
            case CompressionAlgorithmTags.UNCOMPRESSED -> body;
            case CompressionAlgorithmTags.ZIP -> Deflated.inflate(body, true, SealedMessage.MAX_BYTES);
            case CompressionAlgorithmTags.ZLIB -> Deflated.inflate(body, false, SealedMessage.MAX_BYTES);
            default -> throw new LinkFault("The OpenPGP message is compressed in an unknown way");
        };
    }

    private static OpenedMessage signed(BcPGPObjectFactory packets) throws LinkFault, IOException {
        if (!(packets.nextObject() instanceof PGPOnePassSignatureList announced) || announced.size() != 1) {
            throw new LinkFault("The OpenPGP message does not begin with one signature");
        }
        if (!(packets.nextObject() instanceof PGPLiteralData literal)) {
            throw new LinkFault("The OpenPGP message has no literal content");
        }
        byte[] content = literal.getInputStream().readAllBytes();
        if (!(packets.nextObject() instanceof PGPSignatureList signatures) || signatures.size() != 1) {
            throw new LinkFault("The OpenPGP message does not end with one signature");
        }
        requireEnd(packets);
        PGPSignature signature = signatures.get(0);
        if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            throw new LinkFault("The OpenPGP message is not signed as binary content");
        }
        return new OpenedMessage(content, signature.getEncoded());
    }

    private static void requireEnd(BcPGPObjectFactory packets) throws LinkFault, IOException {
        if (packets.nextObject() != null) {
            throw new LinkFault("The OpenPGP message holds more than one content");
        }
    }
}
