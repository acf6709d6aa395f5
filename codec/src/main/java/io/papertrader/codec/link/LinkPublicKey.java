package io.papertrader.codec.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;

/**
 * Someone's OpenPGP public key: what a registered worker, or the master, is known by. Two are equal when their
 * fingerprints are.
 */
public final class LinkPublicKey {
    /** The largest key accepted, in bytes of its file; keys made for a server are a few thousand. */
    public static final int MAX_KEY_BYTES = 262_144;

    /** The command that writes a public key. */
    private static final String EXPORT = "\"gpg --armor --export NAME > public.asc\"";

    private final byte[] encoded;
    private final String fingerprint;

    private LinkPublicKey(byte[] encoded, String fingerprint) {
        this.encoded = encoded;
        this.fingerprint = fingerprint;
    }

    /** Reads one public key from ASCII armor, as {@code gpg --export --armor} writes it. */
    public static LinkPublicKey parse(String armored) throws LinkFault {
        return parse(armored.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads one public key from ASCII armor or from binary packets. */
    public static LinkPublicKey parse(byte[] armoredOrBinary) throws LinkFault {
        OpenPGPCertificate certificate = readOne(armoredOrBinary);
        if (certificate.isSecretKey()) {
            throw new LinkFault("This is an OpenPGP secret key where the public key is wanted: type " + EXPORT);
        }
        return of(certificate);
    }

    static LinkPublicKey of(OpenPGPCertificate certificate) throws LinkFault {
        try {
            String fingerprint = HexFormat.of().withUpperCase().formatHex(certificate.getFingerprint());
            return new LinkPublicKey(certificate.getPGPPublicKeyRing().getEncoded(), fingerprint);
        } catch (IOException e) {
            throw new LinkFault("The OpenPGP key cannot be read");
        }
    }

    /** Reads the one certificate or secret key that the bytes must hold. */
    static OpenPGPCertificate readOne(byte[] armoredOrBinary) throws LinkFault {
        if (armoredOrBinary.length > MAX_KEY_BYTES) {
            throw new LinkFault("An OpenPGP key may have " + MAX_KEY_BYTES + " bytes at most");
        }
        List<OpenPGPCertificate> keys;
        try {
            keys = new OpenPGPKeyReader(OpenPgp.IMPLEMENTATION)
                    .parseKeysOrCertificates(KeyForm.unmarked(armoredOrBinary));
        } catch (IOException | RuntimeException e) {
            // The parser answers malformed packets with unchecked exceptions of many types.
            throw new LinkFault("This is not an OpenPGP key: GnuPG writes a public one with " + EXPORT
                    + ", a secret one with " + LinkKeys.EXPORT);
        }
        if (keys.size() != 1) {
            throw new LinkFault("Exactly one OpenPGP key is wanted, not " + keys.size()
                    + ": name it where you export, as in " + EXPORT);
        }
        return keys.getFirst();
    }

    /** Returns the fingerprint in upper-case hexadecimal digits. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Returns the key in ASCII armor. */
    public String armored() {
        return Armor.of(encoded);
    }

    /** Returns the newest key that may encrypt to the owner at this time. */
    PGPPublicKey encryptionKey(Instant at) throws LinkFault {
        OpenPGPPolicy policy = OpenPgp.IMPLEMENTATION.policy();
        return validKeys(at, OpenPGPCertificate::getEncryptionKeys, policy::isAcceptableEncryptionKey).stream()
                .max(Comparator.comparing(key -> key.getCreationTime().toInstant()))
                .orElseThrow(() -> new LinkFault("OpenPGP key " + fingerprint + " has no valid encryption key"));
    }

    /** Returns the keys whose signatures count as the owner's at this time; never an empty list. */
    List<PGPPublicKey> signingKeys(Instant at) throws LinkFault {
        OpenPGPPolicy policy = OpenPgp.IMPLEMENTATION.policy();
        List<PGPPublicKey> keys =
                validKeys(at, OpenPGPCertificate::getSigningKeys, policy::isAcceptableVerificationKey);
        if (keys.isEmpty()) {
            throw new LinkFault("OpenPGP key " + fingerprint + " has no valid signing key");
        }
        return keys;
    }

    private List<PGPPublicKey> validKeys(
            Instant at,
            BiFunction<OpenPGPCertificate, Date, List<OpenPGPComponentKey>> use,
            Predicate<PGPPublicKey> acceptable)
            throws LinkFault {
        try {
            return use.apply(validAt(at), Date.from(at)).stream()
                    .map(OpenPGPComponentKey::getPGPPublicKey)
                    .filter(key -> !key.hasRevocation() && acceptable.test(key))
                    .toList();
        } catch (RuntimeException e) {
            // Some keys end BouncyCastle's checks in unchecked exceptions, a primary key that can only encrypt for one.
            throw new LinkFault("OpenPGP key " + fingerprint + " cannot be checked");
        }
    }

    /**
     * Reads the certificate anew, because BouncyCastle notes the progress of each check inside the certificate: a
     * shared one would not be safe between threads. Any revocation counts, also one that a later signature could take
     * back.
     */
    private OpenPGPCertificate validAt(Instant at) throws LinkFault {
        OpenPGPCertificate certificate = readOne(encoded);
        if (certificate.getPrimaryKey().getPGPPublicKey().hasRevocation()) {
            throw new LinkFault("OpenPGP key " + fingerprint + " is revoked");
        }
        if (!certificate.getPrimaryKey().isBoundAt(Date.from(at))) {
            throw new LinkFault("OpenPGP key " + fingerprint + " is expired or not yet valid");
        }
        return certificate;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkPublicKey key && key.fingerprint.equals(fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "LinkPublicKey[" + fingerprint + "]";
    }
}
