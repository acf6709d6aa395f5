package io.papertrader.worker;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A worker whose first masters cannot be found by their names. */
public class FirstMastersUnfound implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(
                WorkerResource.class,
                Map.of(WorkerResource.FIRST_MASTERS, BadNames.UNKNOWN + ":2048," + BadNames.SILENT + ":2048")));
    }
}
