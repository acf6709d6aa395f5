package io.papertrader.codec.link;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/** One end's X25519 key pair, made for one connection and forgotten with it: recorded traffic stays secret. */
public final class EphemeralKey {
    /** The length of an X25519 public value. */
    public static final int PUBLIC_VALUE_BYTES = X25519PublicKeyParameters.KEY_SIZE;

    private final X25519PrivateKeyParameters secret;

    private EphemeralKey(X25519PrivateKeyParameters secret) {
        this.secret = secret;
    }

    public static EphemeralKey generate(SecureRandom random) {
        return new EphemeralKey(new X25519PrivateKeyParameters(random));
    }

    /** Returns the public value to send to the other end. */
    public byte[] publicValue() {
        return secret.generatePublicKey().getEncoded();
    }

    /** Derives the keys of both directions from the other end's public value and the two literal contents exchanged. */
    public TrafficKeys agree(byte[] theirPublicValue, byte[] helloContent, byte[] welcomeContent) throws LinkFault {
        if (theirPublicValue.length != PUBLIC_VALUE_BYTES) {
            throw new LinkFault("An X25519 public value has " + PUBLIC_VALUE_BYTES + " bytes");
        }
        byte[] shared = new byte[X25519PrivateKeyParameters.SECRET_SIZE];
        try {
            secret.generateSecret(new X25519PublicKeyParameters(theirPublicValue), shared, 0);
        } catch (IllegalStateException e) {
            // BouncyCastle's word for an all-zero agreement: a public value of small order would make the keys known.
            throw new LinkFault("The X25519 public value is not acceptable");
        }
        return TrafficKeys.derive(shared, helloContent, welcomeContent);
    }

    @Override
    public String toString() {
        return "EphemeralKey[hidden]";
    }
}
