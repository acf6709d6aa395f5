package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.ExitCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/** The workers that the master knows. */
@Singleton
final class WorkerRegister {
    private static final String PATH = "/admin/workers";

    private final Master master;

    WorkerRegister(Master master) {
        this.master = master;
    }

    JsonArray list() {
        return master.list(PATH);
    }

    JsonObject show(String nameOrUuid) {
        return master.get(path(nameOrUuid));
    }

    JsonArray stamps(String nameOrUuid) {
        return master.list(path(nameOrUuid) + "/stamps");
    }

    void add(JsonObject worker) {
        master.post(PATH, worker);
    }

    void tell(String nameOrUuid, String what) {
        master.post(path(nameOrUuid) + "/" + what);
    }

    void remove(String nameOrUuid) {
        master.delete(path(nameOrUuid));
    }

    /** People say the name, the master's paths have the UUID. */
    private String path(String nameOrUuid) {
        String uuid = list().stream()
                .map(JsonObject.class::cast)
                .filter(worker -> nameOrUuid.equals(worker.getString("name"))
                        || nameOrUuid.equalsIgnoreCase(worker.getString("uuid")))
                .map(worker -> worker.getString("uuid"))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.REFUSED, "NOT_FOUND", "No worker is registered as " + nameOrUuid + "."));
        return PATH + "/" + Master.encoded(uuid);
    }
}
