package io.papertrader.master.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The keys that an issuer publishes, kept for an hour, and for a day while the issuer is away. They are fetched before
 * that where a token is signed by another, but no more often than every so often: anybody can make up a token. For any
 * thread.
 */
final class IssuerKeys {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    /** The age from which on keys are looked for again; a key that was taken back is believed for no longer. */
    static final Duration FRESH = Duration.ofHours(1);

    /** The time for which the keys of an issuer that is away are believed. */
    static final Duration USABLE = Duration.ofDays(1);

    /** The shortest time between two tries. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Provider provider;
    private final Publisher publisher;
    private final InstantSource time;
    private Optional<Kept> kept = Optional.empty();
    private Optional<Uni<Kept>> underWay = Optional.empty();
    private Instant lastTry = Instant.MIN;

    IssuerKeys(Provider provider, Publisher publisher, InstantSource time) {
        this.provider = provider;
        this.publisher = publisher;
        this.time = time;
    }

    Provider provider() {
        return provider;
    }

    private record Kept(List<JsonWebKey> keys, Instant since) {
        private boolean isYounger(Duration age, Instant now) {
            return since.plus(age).isAfter(now);
        }
    }

    /** The issuer is away, and was so moments ago. */
    static final class Away extends IOException {
        private static final long serialVersionUID = 1L;

        Away(String reason) {
            super(reason);
        }
    }

    /** The keys; fails where there are none and the issuer is away. */
    synchronized Uni<List<JsonWebKey>> current() {
        Instant now = time.instant();
        return kept.filter(known -> known.isYounger(FRESH, now))
                .map(known -> Uni.createFrom().item(known.keys()))
                .orElseGet(() -> fetched(now));
    }

    /** The keys, after one was missing among them. */
    synchronized Uni<List<JsonWebKey>> renewed() {
        return fetched(time.instant());
    }

    private Uni<List<JsonWebKey>> fetched(Instant now) {
        Optional<Kept> usable = kept.filter(known -> known.isYounger(USABLE, now));
        return fetch(now)
                .onFailure()
                .recoverWithUni(failure -> usable.map(old -> Uni.createFrom().item(old))
                        .orElseGet(() -> Uni.createFrom().failure(failure)))
                .map(Kept::keys);
    }

    /** One at a time: whoever comes meanwhile waits for the same. */
    private Uni<Kept> fetch(Instant now) {
        if (underWay.isEmpty()) {
            // A try that lies ahead was made before the clock was set back.
            if (lastTry.isAfter(now.minus(PAUSE)) && !lastTry.isAfter(now)) {
                return Uni.createFrom().failure(new Away("it was asked moments ago"));
            }
            lastTry = now;
            underWay = Optional.of(published(now)
                    .onItemOrFailure()
                    .invoke(this::ended)
                    .memoize()
                    .indefinitely());
        }
        return underWay.get();
    }

    private synchronized void ended(Kept keys, Throwable failure) {
        underWay = Optional.empty();
        if (failure == null) {
            kept = Optional.of(keys);
        } else {
            LOG.warnf("The keys of %s cannot be read from %s: %s", provider.name(), provider.issuer(), failure);
        }
    }

    private Uni<Kept> published(Instant now) {
        return publisher
                .fetch(WebAddress.discoveryOf(provider.issuer()))
                .map(this::addressOfKeys)
                .flatMap(publisher::fetch)
                .map(IssuerKeys::parsed)
                .map(keys -> new Kept(keys, now));
    }

    private WebAddress addressOfKeys(String discovery) {
        try {
            JsonObject document = new JsonObject(discovery);
            if (!provider.issuer().equals(document.getString("issuer"))) {
                throw new IllegalArgumentException("it says that its issuer is " + document.getString("issuer"));
            }
            return WebAddress.parse(document.getString("jwks_uri", ""));
        } catch (DecodeException | ClassCastException noDocument) {
            throw new IllegalArgumentException("what it publishes is no JSON of a provider", noDocument);
        }
    }

    /** Keys of kinds that are not known here are passed over. */
    private static List<JsonWebKey> parsed(String keys) {
        try {
            return List.copyOf(new JsonWebKeySet(keys).getJsonWebKeys());
        } catch (JoseException noKeys) {
            throw new IllegalArgumentException("what it publishes as its keys are none", noKeys);
        }
    }
}
