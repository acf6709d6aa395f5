package io.papertrader.worker.clients;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A worker that pages of one origin may connect to. */
public class AllowedOrigins implements QuarkusTestProfile {
    static final String ORIGIN = "https://trade.example.org";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("papertrader.web-socket.origins", ORIGIN);
    }
}
