package io.papertrader.worker.clients;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The tests' clients come in by the door for browsers. */
public class OverWebSocket implements QuarkusTestProfile {
    static final String PROPERTY = "test.over-web-socket";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(PROPERTY, "true");
    }
}
