package io.papertrader.codec.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A server's certificate that is its own issuer: who is given it trusts this server, and nothing else by it. The JDK
 * signs, and BouncyCastle writes, for the JDK has no interface that makes a certificate.
 *
 * @param certificate in PEM, for the server and for its clients
 * @param key in PEM, for the server alone
 */
public record SelfSignedCertificate(String certificate, String key) {
    private static final int SERIAL_BITS = 127;
    private static final int LINE = 64;
    private static final int HEX = 16;

    /** Clocks differ: what is made now is good for one that is somewhat late. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    /** Makes one for a server that is reached by these names, from now on for so long. */
    public static SelfSignedCertificate make(
            List<HostName> hosts, Instant now, Duration validity, SecureRandom random) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a certificate needs the name of one host at least");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            TBSCertificate content = content(hosts, now, validity, pair, new BigInteger(SERIAL_BITS, random));
            return new SelfSignedCertificate(
                    pem("CERTIFICATE", signed(content, pair.getPrivate(), random)),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }

    private static TBSCertificate content(
            List<HostName> hosts, Instant now, Duration validity, KeyPair pair, BigInteger serial) throws IOException {
        // The names that count are those of the extension; this one is for people, and no other certificate's.
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.CN, "PaperTrader " + serial.toString(HEX))
                .build();
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(serial.setBit(0)));
        generator.setSignature(ALGORITHM);
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setStartDate(new Time(Date.from(now.minus(SLACK))));
        generator.setEndDate(new Time(Date.from(now.plus(validity))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        GeneralName[] names = hosts.stream().map(HostName::inCertificate).toArray(GeneralName[]::new);
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        generator.setExtensions(extensions.generate());
        return generator.generateTBSCertificate();
    }

    private static byte[] signed(TBSCertificate content, PrivateKey key, SecureRandom random)
            throws GeneralSecurityException, IOException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key, random);
        signature.update(content.getEncoded("DER"));
        return new DERSequence(new ASN1Encodable[] {content, ALGORITHM, new DERBitString(signature.sign())})
                .getEncoded("DER");
    }

    private static String pem(String kind, byte[] content) {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    /** Without the key. */
    @Override
    public String toString() {
        return certificate;
    }
}
