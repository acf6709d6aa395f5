package io.papertrader.worker.clients;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The tests' clients come in by the door for browsers. */
public class OverWebSocket implements QuarkusTestProfile {
    static final String PROPERTY = "test.over-web-socket";

    @Override
    public Map<String, String> getConfigOverrides() {
        return with(Map.of());
    }

    /** These settings, and the one of this door. */
    static Map<String, String> with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.put(PROPERTY, "true");
        return all;
    }
}
