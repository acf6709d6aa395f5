package io.papertrader.standalone;

import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The certificate that the network makes itself, in two files of its folder, for clients on other machines. */
record NetworkCertificate(Path folder) {
    private static final Duration VALIDITY = Duration.ofDays(730);

    /** The time before its end at which it is made anew, so that a school year does not end in the middle. */
    private static final Duration LEAST_LEFT = Duration.ofDays(30);

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    /** Makes it, unless one is there that is good for all of these names for a while; whether it was made. */
    boolean openOrMake(List<String> names, InstantSource clock, SecureRandom random) throws StartFault {
        List<HostName> hosts = names.stream().map(HostName::new).distinct().toList();
        try {
            if (isGoodFor(hosts, clock.instant())) {
                return false;
            }
            Home.makePrivate(folder);
            SelfSignedCertificate made = SelfSignedCertificate.make(hosts, clock.instant(), VALIDITY, random);
            Home.writePrivate(key(), made.key());
            Files.writeString(certificate(), made.certificate());
            return true;
        } catch (IOException e) {
            throw new StartFault("The certificate in %s cannot be written: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    private boolean isGoodFor(List<HostName> hosts, Instant now) {
        return Files.exists(key())
                && read().filter(there -> there.getNotAfter().toInstant().isAfter(now.plus(LEAST_LEFT)))
                        .filter(there -> names(there)
                                .containsAll(hosts.stream().map(HostName::text).toList()))
                        .isPresent();
    }

    private Optional<X509Certificate> read() {
        try (InputStream file = Files.newInputStream(certificate())) {
            return Optional.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file));
        } catch (IOException | GeneralSecurityException none) {
            return Optional.empty();
        }
    }

    private static Set<String> names(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .map(name -> String.valueOf(name.get(1)))
                    .collect(Collectors.toSet());
        } catch (GeneralSecurityException unreadable) {
            return Set.of();
        }
    }
}
