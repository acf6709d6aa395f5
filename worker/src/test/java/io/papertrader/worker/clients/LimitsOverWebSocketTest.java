package io.papertrader.worker.clients;

import io.papertrader.worker.Limits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** The same through the door for browsers. */
@QuarkusTest
@TestProfile(LimitsOverWebSocketTest.Profile.class)
class LimitsOverWebSocketTest extends LimitsTest {
    /** These limits, for clients that come in by that door. */
    public static class Profile extends Limits {
        @Override
        public Map<String, String> getConfigOverrides() {
            return OverWebSocket.with(super.getConfigOverrides());
        }
    }
}
