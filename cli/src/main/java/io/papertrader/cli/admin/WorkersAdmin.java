package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.IdSource;
import io.papertrader.cli.view.Screen;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin workers}: a worker is named by its name or its UUID. */
@Command(name = "workers", description = "The workers.")
final class WorkersAdmin {
    private static final String NAMED = "The worker's name or UUID.";

    private final WorkerRegister register;
    private final WorkerKeys keys;
    private final IdSource ids;
    private final Screen screen;

    WorkersAdmin(WorkerRegister register, WorkerKeys keys, IdSource ids, Screen screen) {
        this.register = register;
        this.keys = keys;
        this.ids = ids;
        this.screen = screen;
    }

    @Command(description = "List all that are registered.")
    int list() {
        JsonArray workers = register.list();
        if (screen.isJson()) {
            screen.json(workers);
        } else {
            screen.table(WorkersTable.table(workers));
        }
        return 0;
    }

    @Command(description = "Show one, with its live figures.")
    int show(@Parameters(paramLabel = "NAME", description = NAMED) String name) {
        JsonObject worker = register.show(name);
        if (screen.isJson()) {
            screen.json(worker);
        } else {
            screen.lines(WorkersTable.lines(worker, screen.paint()));
        }
        return 0;
    }

    @Command(description = "List its latest orders whose timestamps were too far from the master's clock.")
    int stamps(@Parameters(paramLabel = "NAME", description = NAMED) String name) {
        JsonArray replaced = register.stamps(name);
        if (screen.isJson()) {
            screen.json(replaced);
        } else if (replaced.isEmpty()) {
            screen.note("The master believed all timestamps of worker " + name + ".");
        } else {
            screen.table(WorkersTable.stamps(replaced));
        }
        return 0;
    }

    @Command(
            description =
                    "Make an OpenPGP key pair for one: secret.asc for the worker alone, public.asc to register it.")
    int key(
            @Parameters(paramLabel = "NAME", description = "What the worker is called.") String name,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to put the two files.")
                    Path folder) {
        String fingerprint = keys.make(name, folder).fingerprint();
        if (screen.isJson()) {
            screen.json(new JsonObject().put("name", name).put("fingerprint", fingerprint));
        } else {
            screen.line("Made key " + fingerprint + ". Next: papertrader admin workers register " + name + " --key "
                    + folder.resolve("public.asc") + " --address HOST:PORT --allow IP");
        }
        return 0;
    }

    @Command(description = "Register one; it may then connect.")
    int register(
            @Parameters(paramLabel = "NAME", description = "What to call it.") String name,
            @Option(names = "--key", required = true, paramLabel = "FILE", description = "Its OpenPGP public key.")
                    Path key,
            @Option(
                            names = "--address",
                            required = true,
                            paramLabel = "HOST:PORT",
                            description = "Where clients reach it.")
                    WorkerAddress address,
            @Option(
                            names = "--allow",
                            required = true,
                            paramLabel = "IP",
                            description =
                                    "An address or network (CIDR) that it may connect from; may be given more than once.")
                    List<String> allowed,
            @Option(names = "--uuid", paramLabel = "UUID", description = "Its UUID; a new one where nothing is said.")
                    Optional<UUID> uuid) {
        JsonObject worker = new JsonObject()
                .put("uuid", uuid.orElseGet(ids::next).toString())
                .put("name", name)
                .put("publicKey", armored(key))
                .put("allowed", new JsonArray(allowed))
                .put("publicAddress", address.toString());
        register.add(worker);
        if (screen.isJson()) {
            screen.json(new JsonObject().put("uuid", worker.getString("uuid")).put("name", name));
        } else {
            screen.line("Worker " + name + " is registered as " + worker.getString("uuid") + ".");
        }
        return 0;
    }

    @Command(description = "Refuse its connections from now on.")
    int disable(@Parameters(paramLabel = "NAME", description = NAMED) String name) {
        register.tell(name, "disable");
        screen.note("Worker " + name + " is disabled.");
        return 0;
    }

    @Command(description = "Let it connect again.")
    int enable(@Parameters(paramLabel = "NAME", description = NAMED) String name) {
        register.tell(name, "enable");
        screen.note("Worker " + name + " is enabled.");
        return 0;
    }

    @Command(description = "End its connection; it may come back.")
    int boot(@Parameters(paramLabel = "NAME", description = NAMED) String name) {
        register.tell(name, "boot");
        screen.note("Worker " + name + " is booted off.");
        return 0;
    }

    @Command(description = "Forget it.")
    int remove(@Parameters(paramLabel = "NAME", description = NAMED) String name) {
        register.remove(name);
        screen.note("Worker " + name + " is removed.");
        return 0;
    }

    /** The key in armour, whatever form the file has: armoured, binary, as an editor saved it. */
    private static String armored(Path file) {
        try {
            return LinkPublicKey.parse(Files.readAllBytes(file)).armored();
        } catch (IOException e) {
            throw CommandFailure.usage("The key file " + file + " cannot be read.");
        } catch (LinkFault fault) {
            throw CommandFailure.usage("The key file " + file + " cannot be used. " + fault.reason());
        }
    }
}
