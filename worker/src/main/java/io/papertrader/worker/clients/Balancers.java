package io.papertrader.worker.clients;

import io.papertrader.node.socket.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** The addresses from which connections begin with a PROXY header, as balancers send it. */
public record Balancers(List<AddressRange> ranges) {
    static final Balancers NONE = new Balancers(List.of());

    private static final Pattern COMMA = Pattern.compile(",");
    private static final String NOBODY = "none";

    public Balancers {
        ranges = List.copyOf(ranges);
    }

    /** True where a balancer has this address. */
    boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Reads {@code 192.0.2.7, 2001:db8::/32}, or {@value #NOBODY}. */
    static Balancers parse(String text) {
        if (text.strip().equals(NOBODY)) {
            return NONE;
        }
        return new Balancers(COMMA.splitAsStream(text)
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(AddressRange::parse)
                .toList());
    }

    /** Reads them from the configuration, where a setting that is empty says nothing. */
    public static final class Reader implements Converter<Balancers> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Balancers convert(String value) {
            return value.isBlank() ? null : parse(value);
        }
    }
}
