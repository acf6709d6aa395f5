package io.papertrader.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Looks up as ever, but for two names: of one the name servers know nothing, about the other they say nothing for a
 * long time.
 */
public final class BadNames extends InetAddressResolverProvider {
    public static final String UNKNOWN = "unknown.example";
    public static final String SILENT = "silent.example";

    private static final long SILENCE_NANOS = Duration.ofSeconds(60).toNanos();

    @Override
    public String name() {
        return "bad names";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtin = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                switch (host) {
                    case UNKNOWN -> throw new UnknownHostException(host);
                    case SILENT -> {
                        long start = System.nanoTime();
                        while (System.nanoTime() - start < SILENCE_NANOS) {
                            LockSupport.parkNanos(SILENCE_NANOS);
                        }
                        throw new UnknownHostException(host);
                    }
                    default -> {
                        return builtin.lookupByName(host, policy);
                    }
                }
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtin.lookupByAddress(address);
            }
        };
    }
}
