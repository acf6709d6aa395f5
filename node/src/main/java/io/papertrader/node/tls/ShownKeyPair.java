package io.papertrader.node.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key pair that the next handshake shows. It is replaced while servers listen: Vert.x can be given new options for
 * that, but refuses connections until it has taken them in. A handshake that has begun ends with the pair that it began
 * with.
 */
final class ShownKeyPair extends X509ExtendedKeyManager {
    private volatile Generation now;
    private volatile Generation before;

    /** A pair, and its alias, which is no other's. */
    private record Generation(long number, KeyPair pair) {
        String alias() {
            return String.valueOf(number);
        }
    }

    ShownKeyPair(KeyPair first) {
        this.now = new Generation(0, first);
        this.before = now;
    }

    /** True where this is another pair than the one that is shown; it is shown from now on. */
    synchronized boolean replace(KeyPair pair) {
        boolean isOther = !pair.equals(now.pair());
        if (isOther) {
            before = now;
            now = new Generation(before.number() + 1, pair);
        }
        return isOther;
    }

    private Optional<KeyPair> pair(String alias) {
        return Stream.of(now, before)
                .filter(generation -> generation.alias().equals(alias))
                .map(Generation::pair)
                .findFirst();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String kind, Principal @Nullable [] issuers, SSLEngine engine) {
        Generation shown = now;
        return shown.pair().isOf(kind) ? shown.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String kind, Principal @Nullable [] issuers, Socket socket) {
        Generation shown = now;
        return shown.pair().isOf(kind) ? shown.alias() : null;
    }

    @Override
    public String[] getServerAliases(String kind, Principal @Nullable [] issuers) {
        Generation shown = now;
        return shown.pair().isOf(kind) ? new String[] {shown.alias()} : new String[0];
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return pair(alias)
                .map(pair -> pair.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return pair(alias).map(KeyPair::key).orElse(null);
    }

    /** A server asks its clients for no certificate, and is no client. */
    @Override
    public String[] getClientAliases(String kind, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(String[] kinds, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
