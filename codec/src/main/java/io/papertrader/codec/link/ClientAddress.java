package io.papertrader.codec.link;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The address that a client's command came from, as its worker saw it; unknown where the worker itself asks. */
public record ClientAddress(Optional<InetAddress> value) {
    /** No client. */
    public static final ClientAddress NONE = new ClientAddress(Optional.empty());

    /** The address of that client. */
    public static ClientAddress of(InetAddress address) {
        return new ClientAddress(Optional.of(address));
    }

    /** Reads an address of 0, 4 or 16 bytes. */
    static ClientAddress of(byte[] bytes) throws UnknownHostException {
        return bytes.length == 0 ? NONE : of(InetAddress.getByAddress(bytes));
    }

    byte[] bytes() {
        return value.map(InetAddress::getAddress).orElseGet(() -> new byte[0]);
    }

    @Override
    public String toString() {
        return value.map(InetAddress::getHostAddress).orElse("none");
    }
}
