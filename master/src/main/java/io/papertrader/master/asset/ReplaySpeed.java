package io.papertrader.master.asset;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The values of a recording that an update brings. */
public enum ReplaySpeed {
    /** The next of the four points of a daily bar. */
    POINT,
    /** The close of a day. */
    DAY,
    /** The next recorded minute; on a day without any, a point. */
    MINUTE;

    /** The speed of this name, as settings and operators write it. */
    public static Optional<ReplaySpeed> named(String word) {
        return Stream.of(values()).filter(speed -> speed.word().equals(word)).findAny();
    }

    /** Its name in settings and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
