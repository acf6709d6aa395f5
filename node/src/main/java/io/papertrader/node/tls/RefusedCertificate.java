package io.papertrader.node.tls;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Files from which the registry could take no certificate, in the operator's words. */
public final class RefusedCertificate {
    private static final String REGISTRYS_WORDS =
            "Invalid key/certificate pair configuration for certificate '" + RegistrySettings.NAME + "'";

    private RefusedCertificate() {}

    /** The sentence, where that is what failed. */
    public static Optional<String> line(Throwable failure) {
        boolean isOurs = causes(failure)
                .map(cause -> Objects.toString(cause.getMessage(), ""))
                .anyMatch(message -> message.startsWith(REGISTRYS_WORDS));
        return isOurs
                ? Optional.of(
                        "The files that PAPERTRADER_TLS_CERTIFICATE and PAPERTRADER_TLS_KEY name are no certificate and"
                                + " private key in PEM: "
                                + reason(causes(failure)
                                        .reduce((first, next) -> next)
                                        .orElse(failure)) + ".")
                : Optional.empty();
    }

    private static String reason(Throwable root) {
        return switch (root) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "this server may not read " + denied.getFile();
            default -> Objects.toString(root.getMessage(), root.toString());
        };
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
