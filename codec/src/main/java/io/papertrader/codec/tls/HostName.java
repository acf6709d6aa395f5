package io.papertrader.codec.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * A host by a name or an address, as a certificate says it.
 *
 * @param text in lower case, with what is not ASCII as name servers have it
 */
public record HostName(String text) {
    private static final int LONGEST = 253;

    /** {@code edge1.example.org}, {@code localhost}, {@code *.example.org}; the last part is no number. */
    private static final Pattern NAME =
            Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /** All four numbers: Java takes 10.1 for 10.0.0.1, which nobody means. */
    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");

    public HostName {
        text = address(text).map(InetAddress::getHostAddress).orElse(ascii(text));
        if (address(text).isEmpty()
                && (text.length() > LONGEST || !NAME.matcher(text).matches())) {
            throw new IllegalArgumentException(
                    "must be a host's name or address, as edge1.example.org or 192.0.2.7, not \"" + text + "\"");
        }
    }

    /**
     * True where all that is sent to this host stays on this machine; by the text alone, for a name server promises
     * nothing.
     */
    public static boolean isLoopback(String host) {
        return address(host).map(InetAddress::isLoopbackAddress).orElse(host.equalsIgnoreCase("localhost"));
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return text.contains(":") || IPV4.matcher(text).matches()
                    ? Optional.of(InetAddress.ofLiteral(text))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String ascii(String text) {
        try {
            return IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return text;
        }
    }

    GeneralName inCertificate() {
        return address(text)
                .map(address -> new GeneralName(GeneralName.iPAddress, new DEROctetString(address.getAddress())))
                .orElseGet(() -> new GeneralName(GeneralName.dNSName, text));
    }

    @Override
    public String toString() {
        return text;
    }
}
