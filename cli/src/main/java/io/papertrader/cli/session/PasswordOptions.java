package io.papertrader.cli.session;

import picocli.CommandLine.Option;

/** The source of a password; never the command line, which everyone on the machine can read. */
public final class PasswordOptions {
    @Option(names = "--password-stdin", description = "Read the password from the first line of the standard input.")
    boolean isFromInput;
}
