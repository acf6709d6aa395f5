package io.papertrader.node.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The addresses that count as one place: an IPv4 address alone, an IPv6 address with all others of its /64, which
 * anyone who has one of them can use at will.
 *
 * @param first the block's first address
 */
public record AddressBlock(InetAddress first) {
    private static final int PREFIX_BYTES = 8;

    /** The block that this address is in. */
    public static AddressBlock of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return new AddressBlock(address);
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return new AddressBlock(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    /** {@code 203.0.113.7}, {@code 2001:db8:0:1:0:0:0:0/64}. */
    @Override
    public String toString() {
        String text = first.getHostAddress();
        return first instanceof Inet6Address ? text + "/" + PREFIX_BYTES * Byte.SIZE : text;
    }
}
