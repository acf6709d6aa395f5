package io.papertrader.master.live;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** The care that is taken around calls of one provider. */
interface Shield {
    /** Every call is made once, whatever comes of it. */
    Shield NONE = Supplier::get;

    /** An answer of the call, which may be made several times, or not at all. */
    Uni<WebAnswer> around(Supplier<Uni<WebAnswer>> call);
}
