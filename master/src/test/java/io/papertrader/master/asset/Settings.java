package io.papertrader.master.asset;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The defaults, with a list of assets of one's own. */
public record Settings(Optional<Path> list) implements AssetConfig {
    public static Settings builtIn() {
        return new Settings(Optional.empty());
    }

    static Settings of(Path list) {
        return new Settings(Optional.of(list));
    }

    @Override
    public int staleAfterIntervals() {
        return 5;
    }

    @Override
    public Duration keepUpdates() {
        return Duration.ofDays(7);
    }

    @Override
    public Duration keepMinutes() {
        return Duration.ofDays(90);
    }

    @Override
    public Duration keepDays() {
        return Duration.ofDays(7_300);
    }

    @Override
    public Prediction prediction() {
        throw new UnsupportedOperationException("not used by what is built by hand");
    }
}
