package io.papertrader.master.replay;

import io.papertrader.master.asset.ReplaySpeed;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The settings of a replay in New York, as they are by default but for what a test says. */
record ReplaySettings(
        Optional<ReplaySpeed> speed,
        int history,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Optional<Path> folder)
        implements ReplayConfig {
    static ReplaySettings usual() {
        return new ReplaySettings(Optional.empty(), 300, Optional.empty(), Optional.empty(), Optional.empty());
    }

    ReplaySettings at(ReplaySpeed ofUpdates) {
        return new ReplaySettings(Optional.of(ofUpdates), history, from, until, folder);
    }

    ReplaySettings withHistory(int days) {
        return new ReplaySettings(speed, days, from, until, folder);
    }

    ReplaySettings from(LocalDate first) {
        return new ReplaySettings(speed, history, Optional.of(first), until, folder);
    }

    ReplaySettings until(LocalDate last) {
        return new ReplaySettings(speed, history, from, Optional.of(last), folder);
    }

    ReplaySettings of(Path values) {
        return new ReplaySettings(speed, history, from, until, Optional.of(values));
    }

    @Override
    public String calendar() {
        return "XNYS";
    }
}
