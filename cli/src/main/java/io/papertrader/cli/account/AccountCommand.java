package io.papertrader.cli.account;

import picocli.CommandLine.Command;

/** {@code account}: what one does about the own account. */
@Command(
        name = "account",
        description = "Your account: the third parties that it is logged into with.",
        subcommands = {LinkCommand.class, UnlinkCommand.class})
public final class AccountCommand {}
