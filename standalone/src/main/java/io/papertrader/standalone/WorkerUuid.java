package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/** The worker's identity: made at its first start, the same ever after. */
final class WorkerUuid {

    private WorkerUuid() {}

    static UUID openOrCreate(Path file, Supplier<UUID> ids) throws IOException, StartFault {
        if (Files.notExists(file)) {
            Home.writePrivate(file, ids.get().toString());
        }
        String text = Files.readString(file).strip();
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new StartFault("%s holds no UUID; without the file a new one is made.".formatted(file), e);
        }
    }
}
