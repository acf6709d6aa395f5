package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.leadership.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A fact beside a command that is no matter of the market: the journal writes it, or needs it to tell somebody. */
sealed interface Beside {
    /** The command says it all. */
    record Nothing() implements Beside {}

    /** Entries of the audit trail and the like, written where the command changes the market. */
    record Noted(List<Statement> entries) implements Beside {
        public Noted {
            entries = List.copyOf(entries);
        }

        public Noted(Statement entry) {
            this(List.of(entry));
        }
    }

    /** The owner of a portfolio that opens. */
    record Owner(UserName name) implements Beside {}

    /** The worker that brought an order, with its timestamp. */
    record Carrier(UUID worker, Instant stamp) implements Beside {}

    /** All that an update says of its assets; the market knows their closes. */
    record Bars(AssetUpdate update) implements Beside {}
}
