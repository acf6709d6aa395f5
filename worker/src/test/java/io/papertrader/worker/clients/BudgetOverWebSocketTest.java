package io.papertrader.worker.clients;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** The same through the door for browsers. */
@QuarkusTest
@TestProfile(BudgetOverWebSocketTest.Profile.class)
class BudgetOverWebSocketTest extends BudgetTest {
    /** These budgets, for clients that come in by that door. */
    public static class Profile extends BudgetTest.Small {
        @Override
        public Map<String, String> getConfigOverrides() {
            return OverWebSocket.with(super.getConfigOverrides());
        }
    }
}
