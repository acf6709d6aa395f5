package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The address at which clients reach a worker: {@code edge1.example.org:2049}, an IPv6 address in brackets:
 * {@code [2001:db8::1]:2049}.
 */
public record WorkerAddress(String host, int port) {
    /** {@code str}. */
    public static final FieldType<WorkerAddress> TYPE =
            FieldType.STR.atMost(261).as(WorkerAddress::parse, WorkerAddress::toString);

    /** {@code host:port,host:port}, as an argument. */
    public static final FieldType<List<WorkerAddress>> COMMA_LIST =
            FieldType.STR.as(WorkerAddress::parseList, WorkerAddress::joinList);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");
    private static final Pattern TEXT =
            Pattern.compile("(?<name>[^:\\[\\]]+|\\[(?<ipv6>[^\\[\\]]+)\\]):(?<port>[0-9]{1,5})");
    private static final String EXAMPLE = "must be host:port, as edge1.example.org:2049 or [2001:db8::1]:2049";

    public WorkerAddress {
        if (!NAME.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException(EXAMPLE);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("must have a port from 1 to 65535");
        }
    }

    /** Reads {@code host:port}. */
    public static WorkerAddress parse(String text) {
        Matcher parts = TEXT.matcher(text);
        // Brackets belong to IPv6 and to nothing else, so that every address has one spelling.
        if (!parts.matches()
                || (parts.group("ipv6") != null
                        && !IPV6.matcher(parts.group("ipv6")).matches())) {
            throw new IllegalArgumentException(EXAMPLE);
        }
        String host = parts.group("ipv6") == null ? parts.group("name") : parts.group("ipv6");
        return new WorkerAddress(host, Integer.parseInt(parts.group("port")));
    }

    private static List<WorkerAddress> parseList(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(WorkerAddress::parse).toList();
    }

    private static String joinList(List<WorkerAddress> addresses) {
        return addresses.stream().map(WorkerAddress::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
