package io.papertrader.bench.edge;

import java.io.IOException;

/** One table of the report. */
interface Part {
    /** Adds the rows of one form. */
    void measure(Scene scene) throws IOException;

    Table table();
}
