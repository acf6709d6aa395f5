package io.papertrader.cli.view;

import jakarta.inject.Singleton;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command that say how its answer looks. */
@Singleton
public final class OutputOptions {
    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print JSON, for programs: one document, or one a line where there are several.")
    boolean json;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "Print without colours; so do the variables NO_COLOR and CLICOLOR=0. CLICOLOR_FORCE=1 prints"
                    + " them also where nobody looks.")
    boolean noColor;
}
