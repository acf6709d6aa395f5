package io.papertrader.master.asset;

import java.nio.file.Path;

/** Lists of assets for tests in other packages. */
public final class Lists {
    private Lists() {}

    /** The one that ships with the master. */
    public static ListOfAssets builtIn() {
        return new ListOfAssets(Settings.builtIn(), Markets.replay());
    }

    /** A list of one's own. */
    public static ListOfAssets of(Path file) {
        return new ListOfAssets(Settings.of(file), Markets.replay());
    }
}
