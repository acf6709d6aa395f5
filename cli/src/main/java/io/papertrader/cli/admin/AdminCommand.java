package io.papertrader.cli.admin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code admin}: for whoever runs the network. */
@Command(
        name = "admin",
        description = "Run the network: workers, accounts, the ledger.",
        subcommands = {WorkersAdmin.class, AccountsAdmin.class, LedgerAdmin.class})
public final class AdminCommand {
    @Mixin
    final MasterOptions options;

    AdminCommand(MasterOptions options) {
        this.options = options;
    }
}
