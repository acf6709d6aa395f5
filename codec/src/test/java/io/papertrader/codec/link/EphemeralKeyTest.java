package io.papertrader.codec.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;

class EphemeralKeyTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final byte[] WELCOME = "welcome".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();

    @Test
    void bothEndsDeriveTheSameTwoKeys() throws LinkFault {
        EphemeralKey worker = EphemeralKey.generate(random);
        EphemeralKey master = EphemeralKey.generate(random);

        TrafficKeys workers = worker.agree(master.publicValue(), HELLO, WELCOME);
        TrafficKeys masters = master.agree(worker.publicValue(), HELLO, WELCOME);

        assertThat(workers).isEqualTo(masters);
        assertThat(workers.workerToMaster()).isNotEqualTo(workers.masterToWorker());
        assertThat(workers.workerToMaster().getEncoded()).hasSize(32);
    }

    @Test
    void derivesOtherKeysWhenTheHandshakeDiffers() throws LinkFault {
        EphemeralKey worker = EphemeralKey.generate(random);
        EphemeralKey master = EphemeralKey.generate(random);

        TrafficKeys workers = worker.agree(master.publicValue(), HELLO, WELCOME);
        TrafficKeys masters = master.agree(worker.publicValue(), HELLO, HELLO);

        assertThat(workers).isNotEqualTo(masters);
    }

    /** Another implementation of the protocol's section 4, from the JDK's parts. */
    @Test
    void derivesWhatTheJdkDerives() throws Exception {
        KeyPair theirs = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        EphemeralKey ours = EphemeralKey.generate(random);

        TrafficKeys keys = ours.agree(littleEndian(((XECPublicKey) theirs.getPublic()).getU()), HELLO, WELCOME);

        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(theirs.getPrivate());
        var ourValue = new XECPublicKeySpec(NamedParameterSpec.X25519, bigInteger(ours.publicValue()));
        agreement.doPhase(KeyFactory.getInstance("X25519").generatePublic(ourValue), true);
        var hash = MessageDigest.getInstance("SHA-256");
        hash.update(HELLO);
        byte[] salt = hash.digest(WELCOME);
        byte[] shared = agreement.generateSecret();
        assertThat(keys.workerToMaster()).isEqualTo(expected(shared, salt, "papertrader link v1 worker to master"));
        assertThat(keys.masterToWorker()).isEqualTo(expected(shared, salt, "papertrader link v1 master to worker"));
    }

    @Test
    void refusesAllZeroAgreement() {
        EphemeralKey key = EphemeralKey.generate(random);

        assertThatThrownBy(() -> key.agree(new byte[32], HELLO, WELCOME))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("not acceptable");
    }

    @Test
    void refusesPublicValueOfAnotherLength() {
        EphemeralKey key = EphemeralKey.generate(random);

        assertThatThrownBy(() -> key.agree(new byte[31], HELLO, WELCOME)).isInstanceOf(LinkFault.class);
        assertThatThrownBy(() -> key.agree(new byte[33], HELLO, WELCOME)).isInstanceOf(LinkFault.class);
    }

    @Test
    void hidesSecretsInText() throws LinkFault {
        EphemeralKey key = EphemeralKey.generate(random);

        assertThat(key).hasToString("EphemeralKey[hidden]");
        assertThat(key.agree(EphemeralKey.generate(random).publicValue(), HELLO, WELCOME))
                .hasToString("TrafficKeys[hidden]");
    }

    private static SecretKey expected(byte[] shared, byte[] salt, String info) throws Exception {
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(shared)
                                .addSalt(salt)
                                .thenExpand(info.getBytes(UTF_8), 32));
    }

    private static byte[] littleEndian(BigInteger value) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static BigInteger bigInteger(byte[] littleEndian) {
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }
}
