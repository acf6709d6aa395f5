package io.papertrader.cli.admin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code admin}: for whoever runs the network. */
@Command(
        name = "admin",
        description =
                "Run the network: workers, accounts, operators, the market, the ledger, backups, certificates, and"
                        + " who did what.",
        subcommands = {
            WorkersAdmin.class,
            AccountsAdmin.class,
            OperatorsAdmin.class,
            MarketAdmin.class,
            LimitsAdmin.class,
            LedgerAdmin.class,
            AuditAdmin.class,
            CertificateAdmin.class,
            BackupCommand.class,
            RestoreCommand.class
        })
public final class AdminCommand {
    @Mixin
    final MasterOptions options;

    AdminCommand(MasterOptions options) {
        this.options = options;
    }
}
