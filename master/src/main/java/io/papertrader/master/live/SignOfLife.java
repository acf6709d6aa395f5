package io.papertrader.master.live;

import java.time.LocalDate;

/**
 * The first sign of a share behind a stretch of the past. Its symbol may have been another company's before: bars are
 * surely its own where no long gap lies between them and that sign.
 */
sealed interface SignOfLife {
    /** None is known, or looked for: what lies between the bars themselves tells alone. */
    record None() implements SignOfLife {}

    /** It was traded on that day. */
    record Traded(LocalDate day) implements SignOfLife {}

    /** It was not traded any more from that day on; bars far behind it are of another that has the symbol now. */
    record Delisted(LocalDate day) implements SignOfLife {}
}
