package io.papertrader.worker;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A worker with low limits and little patience, but enough for whoever does something where processors are busy. */
public class Limits implements QuarkusTestProfile {
    public static final int CONNECTIONS = 6;
    public static final int CONNECTIONS_PER_ADDRESS = 4;
    public static final int PLACES = 50;
    public static final int WAITING = 100;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "papertrader.listen.max-connections",
                Integer.toString(CONNECTIONS),
                "papertrader.listen.max-connections-per-address",
                Integer.toString(CONNECTIONS_PER_ADDRESS),
                "papertrader.master.places.orders",
                Integer.toString(PLACES),
                "papertrader.listen.unread-timeout",
                "5s",
                "papertrader.listen.first-message-timeout",
                "3s",
                "papertrader.master.silence-timeout",
                "6s",
                "papertrader.master.max-waiting",
                Integer.toString(WAITING));
    }
}
