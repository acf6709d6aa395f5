package io.papertrader.codec.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPKey;

/** A server's own OpenPGP keys: the secret ones, and the public key that the other servers know it by. */
public final class LinkKeys {
    /** The command that writes a secret key. */
    static final String EXPORT = "\"gpg --armor --export-secret-keys NAME > secret.asc\"";

    private final LinkPublicKey publicKey;
    private final byte[] encodedSecret;
    private final Map<Long, PGPPrivateKey> privateKeys;

    private LinkKeys(LinkPublicKey publicKey, byte[] encodedSecret, Map<Long, PGPPrivateKey> privateKeys) {
        this.publicKey = publicKey;
        this.encodedSecret = encodedSecret;
        this.privateKeys = Map.copyOf(privateKeys);
    }

    /** Reads a secret key without passphrase, as {@code gpg --export-secret-keys --armor} writes it. */
    public static LinkKeys parse(String armored) throws LinkFault {
        return parse(armored.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a secret key without passphrase from ASCII armor or from binary packets. */
    public static LinkKeys parse(byte[] armoredOrBinary) throws LinkFault {
        OpenPGPCertificate key = LinkPublicKey.readOne(armoredOrBinary);
        if (!(key instanceof OpenPGPKey secret)) {
            throw new LinkFault("This is an OpenPGP public key where the secret key is wanted: type " + EXPORT);
        }
        return of(secret.getPGPSecretKeyRing());
    }

    /** Makes new keys: Ed25519 to sign, X25519 to encrypt, in the key format that GnuPG 2.2 imports. */
    public static LinkKeys generate(String userId, SecureRandom random, Instant now) throws LinkFault {
        try {
            return of(LinkKeyGenerator.generate(userId, random, now));
        } catch (PGPException e) {
            throw new IllegalStateException("OpenPGP keys cannot be generated", e);
        }
    }

    private static LinkKeys of(PGPSecretKeyRing ring) throws LinkFault {
        try {
            LinkPublicKey publicKey = LinkPublicKey.of(new OpenPGPKey(ring, OpenPgp.IMPLEMENTATION));
            return new LinkKeys(publicKey, ring.getEncoded(), privateKeys(ring));
        } catch (IOException | PGPException | RuntimeException e) {
            throw new LinkFault("The OpenPGP secret key cannot be read");
        }
    }

    private static Map<Long, PGPPrivateKey> privateKeys(PGPSecretKeyRing ring) throws LinkFault, PGPException {
        Map<Long, PGPPrivateKey> found = new HashMap<>();
        for (PGPSecretKey key : ring) {
            // GnuPG leaves an empty stub where the primary key is kept offline; the subkeys can do the work.
            if (key.isPrivateKeyEmpty()) {
                continue;
            }
            if (key.getS2KUsage() != 0) {
                throw new LinkFault(
                        "The OpenPGP secret key is protected by a passphrase, and a server needs one without:"
                                + " type \"gpg --passwd NAME\", leave the new one empty, then " + EXPORT);
            }
            found.put(key.getKeyIdentifier().getKeyId(), key.extractPrivateKey(null));
        }
        if (found.isEmpty()) {
            throw new LinkFault("The OpenPGP key has no secret part");
        }
        return found;
    }

    /** Returns the public key to hand out. */
    public LinkPublicKey publicKey() {
        return publicKey;
    }

    /** Returns the unprotected secret keys in ASCII armor, for a file that only the server's user may read. */
    public String secretArmored() {
        return Armor.of(encodedSecret);
    }

    /** Returns the key that signs for this server at this time. */
    PGPKeyPair signingKey(Instant at) throws LinkFault {
        for (PGPPublicKey candidate : publicKey.signingKeys(at)) {
            PGPPrivateKey secret = privateKeys.get(candidate.getKeyIdentifier().getKeyId());
            if (secret != null) {
                return new PGPKeyPair(candidate, secret);
            }
        }
        throw new LinkFault("OpenPGP key " + publicKey.fingerprint() + " has no secret signing key");
    }

    /** Returns the secret key with this id, where it is one of this server's. */
    Optional<PGPPrivateKey> privateKey(long keyId) {
        return Optional.ofNullable(privateKeys.get(keyId));
    }

    @Override
    public String toString() {
        return "LinkKeys[" + publicKey.fingerprint() + ", secret hidden]";
    }
}
