package io.papertrader.client.connection;

import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * The reason for which a server could not be reached, or not be trusted: Java's and Netty's words as people say them,
 * with the remedy.
 */
public final class ConnectFault {
    private static final String NO_TLS =
            "it does not speak TLS; where something else encrypts, or nothing has to, use --clear-text";

    private ConnectFault() {}

    /** The reason, without a full stop. */
    public static String reason(Throwable cause) {
        return ofCertificate(cause).or(() -> ofTls(cause)).orElseGet(() -> ofNetwork(cause));
    }

    private static Optional<String> ofCertificate(Throwable cause) {
        if (has(cause, CertificateExpiredException.class)) {
            return Optional.of("its certificate is no longer valid, and its operator has to renew it");
        }
        if (has(cause, CertificateNotYetValidException.class)) {
            return Optional.of("its certificate is not valid yet; is this machine's clock right?");
        }
        if (has(cause, CertPathBuilderException.class) || isOtherKey(cause)) {
            return Optional.of(
                    "its certificate is signed by nobody whom this machine trusts; use --trust with the network's own certificate");
        }
        return causes(cause)
                .filter(CertificateException.class::isInstance)
                .map(refusal -> isOtherHost(refusal)
                        ? "its certificate is for another host; use a name that it is for"
                        : "its certificate is not accepted: " + refusal.getMessage())
                .findFirst();
    }

    /** Another certificate of the same name is trusted. */
    private static boolean isOtherKey(Throwable cause) {
        return causes(cause)
                .anyMatch(refusal -> refusal instanceof CertPathValidatorException path
                        && path.getReason() == CertPathValidatorException.BasicReason.INVALID_SIGNATURE);
    }

    /** Java has no class for it: No name matching ..., No subject alternative ... matching .... */
    private static boolean isOtherHost(Throwable refusal) {
        String message = Objects.toString(refusal.getMessage(), "");
        return message.startsWith("No ") && message.contains(" matching ");
    }

    private static Optional<String> ofTls(Throwable cause) {
        if (!has(cause, SSLException.class)) {
            return Optional.empty();
        }
        Throwable root = causes(cause).reduce((first, next) -> next).orElse(cause);
        String message = Objects.toString(root.getMessage(), "");
        boolean isClear = message.startsWith("not an SSL/TLS record");
        boolean isOver = root instanceof ClosedChannelException || message.isEmpty() || isWrapper(message);
        return Optional.of(isClear || isOver ? NO_TLS : "TLS failed: " + message);
    }

    /** Vert.x says no more where the other end just closed the connection. */
    private static boolean isWrapper(String message) {
        return message.startsWith("Failed to create SSL connection");
    }

    /** Netty repeats the address behind the reason, and some causes have no message at all. */
    private static String ofNetwork(Throwable cause) {
        String message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        int address = message.indexOf(": ");
        return message.startsWith("Connection refused") && address > 0 ? message.substring(0, address) : message;
    }

    private static boolean has(Throwable cause, Class<? extends Throwable> kind) {
        return causes(cause).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
