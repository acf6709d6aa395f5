package io.papertrader.bench.edge;

import java.io.IOException;

/** One table of the report. */
interface ReportPart {
    /** Adds the rows of one form. */
    void measure(EdgeScene scene) throws IOException;

    ReportTable table();
}
