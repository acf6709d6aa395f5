package io.papertrader.worker.clients;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header that a balancer sends before a client's first byte, with the client's real address (the PROXY protocol,
 * version 2, sections 2.2 and 2.3).
 *
 * @param client the client's address; none where the balancer speaks for itself, as to see whether the worker is there
 * @param length bytes of the header
 */
record ProxyHeader(Optional<InetAddress> client, int length) {
    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int FIXED_BYTES = SIGNATURE.length + 4;
    private static final int MOST_BYTES = 536;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    /** Reads the header at the beginning of these bytes; empty where it is not whole yet, a fault where it is none. */
    static Optional<ProxyHeader> read(Buffer bytes) {
        int known = Math.min(bytes.length(), SIGNATURE.length);
        if (!Arrays.equals(bytes.getBytes(0, known), Arrays.copyOf(SIGNATURE, known))) {
            throw fault("begins with no signature");
        }
        if (bytes.length() < FIXED_BYTES) {
            return Optional.empty();
        }
        int length = FIXED_BYTES + bytes.getUnsignedShort(FIXED_BYTES - 2);
        if (length > MOST_BYTES) {
            throw fault("is longer than " + MOST_BYTES + " bytes");
        }
        return bytes.length() < length ? Optional.empty() : Optional.of(new ProxyHeader(client(bytes, length), length));
    }

    private static Optional<InetAddress> client(Buffer bytes, int length) {
        int command = bytes.getUnsignedByte(SIGNATURE.length);
        if (command != PROXY && command != LOCAL) {
            throw fault("has an unknown version or command");
        }
        int addressBytes =
                switch (bytes.getUnsignedByte(SIGNATURE.length + 1) >> 4) {
                    case IPV4 -> 4;
                    case IPV6 -> 16;
                    default -> 0;
                };
        if (command == LOCAL || addressBytes == 0) {
            return Optional.empty();
        }
        if (length < FIXED_BYTES + 2 * addressBytes) {
            throw fault("is too short for its addresses");
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes.getBytes(FIXED_BYTES, FIXED_BYTES + addressBytes)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private static WireFault fault(String what) {
        return new WireFault(FailCode.MALFORMED, "the PROXY header " + what);
    }
}
