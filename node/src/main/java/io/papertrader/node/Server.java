package io.papertrader.node;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;

/** How both servers start. */
@QuarkusMain
public final class Server {
    /** A master or a database that moves keeps its name; Java would go by its old address for half a minute. */
    private static final String ADDRESS_LIFETIME_SECONDS = "3";

    /** For as long a name counts as unknown: a container that is started again has none in between. */
    private static final String UNKNOWN_LIFETIME_SECONDS = "1";

    private Server() {}

    /** Sets what Java reads when it looks up its first name, which Quarkus does early. */
    public static void main(String... arguments) {
        Security.setProperty("networkaddress.cache.ttl", ADDRESS_LIFETIME_SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", UNKNOWN_LIFETIME_SECONDS);
        Quarkus.run(arguments);
    }
}
