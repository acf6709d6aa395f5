package io.papertrader.node.socket;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** One IP address, or all that share a CIDR prefix (specification 4.1). The text is as the operator wrote it. */
public record AddressRange(String text, InetAddress network, int prefixLength) {
    /**
     * Four decimal numbers. Java would read {@code 10.1} as 10.0.0.1 and {@code 010.0.0.1} as 10.0.0.1, others as
     * 10.1.0.0 and 8.0.0.1: what says different things to different people is refused.
     */
    private static final Pattern IPV4 = Pattern.compile("(?:0|[1-9]\\d{0,2})(?:\\.(?:0|[1-9]\\d{0,2})){3}");

    /**
     * Reads {@code 192.0.2.7}, {@code 192.0.2.0/24} or {@code 2001:db8::/32}; never asks a name server. The message of
     * a failure goes on behind the name of what was read.
     */
    public static AddressRange parse(String text) {
        AddressRange read = read(text);
        InetAddress first = first(read.network, read.prefixLength);
        if (!first.equals(read.network)) {
            throw new IllegalArgumentException("must be a network without an address in it, not \"" + text
                    + "\": " + first.getHostAddress() + "/" + read.prefixLength
                    + " are all addresses of that network, " + read.network.getHostAddress() + " is the one address");
        }
        return read;
    }

    /** Reads the same, and takes an address in a network for all of that network. */
    public static AddressRange around(String text) {
        AddressRange read = read(text);
        return new AddressRange(text, first(read.network, read.prefixLength), read.prefixLength);
    }

    private static AddressRange read(String text) {
        int slash = text.indexOf('/');
        InetAddress network = literal(slash < 0 ? text : text.substring(0, slash), text);
        int bits = network.getAddress().length * Byte.SIZE;
        int prefixLength = slash < 0 ? bits : number(text.substring(slash + 1), text);
        if (prefixLength > bits) {
            throw bad(text);
        }
        return new AddressRange(text, network, prefixLength);
    }

    /** The first address of the network that this one lies in. */
    private static InetAddress first(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        for (int at = 0; at < bytes.length; at++) {
            int mine = Math.clamp(prefixLength - (long) at * Byte.SIZE, 0, Byte.SIZE);
            bytes[at] &= (byte) (0xFF << (Byte.SIZE - mine));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has four or sixteen bytes", e);
        }
    }

    /** True where the address lies in this range. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        int wholeBytes = prefixLength / Byte.SIZE;
        if (mine.length != other.length || !Arrays.equals(mine, 0, wholeBytes, other, 0, wholeBytes)) {
            return false;
        }
        int restBits = prefixLength % Byte.SIZE;
        return restBits == 0 || ((mine[wholeBytes] ^ other[wholeBytes]) & 0xFF) >> (Byte.SIZE - restBits) == 0;
    }

    private static InetAddress literal(String address, String text) {
        if (address.indexOf(':') < 0 && !IPV4.matcher(address).matches()) {
            throw bad(text);
        }
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw bad(text);
        }
    }

    private static int number(String digits, String text) {
        if (!digits.matches("\\d{1,3}")) {
            throw bad(text);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException(
                "must be whole addresses like 192.0.2.7 or 192.0.2.0/24, not \"" + text + "\"");
    }

    @Override
    public String toString() {
        return text;
    }
}
