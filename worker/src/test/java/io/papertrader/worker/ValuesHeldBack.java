package io.papertrader.worker;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A worker whose master has not given it the list of assets yet. */
public class ValuesHeldBack implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(WorkerResource.class, Map.of(WorkerResource.HOLD_VALUES_BACK, "true")));
    }
}
