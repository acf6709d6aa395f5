package io.papertrader.master.trade;

import io.papertrader.master.leadership.WriterTransaction;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.trade.LedgerEntry.Book;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Appends postings. */
@ApplicationScoped
public class Ledger {
    private static final String ENTER = """
            INSERT INTO ledger_entry (account_id, posting_id, book, unit, amount, entered_at)
            SELECT account_id, posting_id, book, unit, amount(units), $1
            FROM unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::bigint[])
                AS entry (account_id, posting_id, book, unit, units)
            """;

    private static final String OPEN_BALANCE = "INSERT INTO balance (account_id, cash) VALUES ($1, amount($2))";

    private final TradeConfig config;

    Ledger(TradeConfig config) {
        this.config = config;
    }

    /** Gives a new account its first cash, inside the database transaction that makes it. */
    public Uni<Void> open(WriterTransaction transaction, AccountId account, Instant now) {
        Money cash = config.startingCash();
        TransactionId posting = opening(account);
        List<LedgerEntry> entries = List.of(
                new LedgerEntry(account, posting, Book.CASH, config.currency(), cash.units()),
                new LedgerEntry(account, posting, Book.OPENING, config.currency(), -cash.units()));
        return transaction
                .execute(OPEN_BALANCE, Tuple.of(account.value(), cash.units()))
                .flatMap(opened -> cash.units() == 0 ? Uni.createFrom().voidItem() : enter(transaction, entries, now));
    }

    /** Appends the entries of whole postings. */
    Uni<Void> enter(WriterTransaction transaction, List<LedgerEntry> entries, Instant now) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfLong(
                        entries.stream().map(entry -> entry.account().value()).toArray(Long[]::new))
                .addArrayOfUUID(
                        entries.stream().map(entry -> entry.posting().value()).toArray(UUID[]::new))
                .addArrayOfString(
                        entries.stream().map(entry -> entry.book().name()).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(LedgerEntry::unit).toArray(String[]::new))
                .addArrayOfLong(entries.stream().map(LedgerEntry::amount).toArray(Long[]::new));
        return transaction.execute(ENTER, columns).replaceWithVoid();
    }

    /** An account opens once: its number is the posting's. */
    private static TransactionId opening(AccountId account) {
        return new TransactionId(new UUID(0, account.value()));
    }
}
