package io.papertrader.master.asset;

import java.nio.file.Path;
import java.util.Optional;

/** The defaults, with a list of assets and a length of history of one's own. */
record Settings(Optional<Path> list, int history) implements AssetConfig {
    static Settings builtIn(int history) {
        return new Settings(Optional.empty(), history);
    }

    static Settings of(Path list) {
        return new Settings(Optional.of(list), 0);
    }

    @Override
    public int staleAfterIntervals() {
        return 5;
    }

    @Override
    public Replay replay() {
        return () -> history;
    }

    @Override
    public Prediction prediction() {
        throw new UnsupportedOperationException("not used by what is built by hand");
    }
}
