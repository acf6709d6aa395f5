package io.papertrader.master.trade;

import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.leadership.WriterTransaction;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Writes what became of queued transactions, numbers it as its account's next events, and takes it out of the queue in the same
 * statement. Writers take turns, so that no number is taken twice.
 */
@ApplicationScoped
class SettlementRepository {
    private static final String SETTLE = """
            WITH settled AS (
                INSERT INTO settlement (account_id, event_number, transaction_id, state, settled_at, price, fee, fee_rule,
                    value_time, value_source, reason)
                SELECT account_id,
                    coalesce((SELECT max(event_number) FROM settlement WHERE settlement.account_id = next.account_id), 0)
                        + row_number() OVER (PARTITION BY account_id ORDER BY place),
                    transaction_id, state, $1, amount(price), amount(fee), $2, value_time, value_source, reason
                FROM unnest($3::bigint[], $4::uuid[], $5::text[], $6::bigint[], $7::bigint[],
                        $8::timestamptz[], $9::text[], $10::text[]) WITH ORDINALITY
                    AS next (account_id, transaction_id, state, price, fee, value_time, value_source, reason, place)
                RETURNING account_id, transaction_id, event_number
            )
            DELETE FROM queued_transaction USING settled
            WHERE queued_transaction.account_id = settled.account_id
                AND queued_transaction.transaction_id = settled.transaction_id
            RETURNING settled.transaction_id, event_number
            """;

    /** Gives each its number among its account's events. */
    Uni<Map<TransactionId, Long>> save(WriterTransaction transaction, List<Settlement> settlements) {
        Settlement first = settlements.getFirst();
        Tuple columns = Tuple.tuple()
                .addOffsetDateTime(first.settledAt().atOffset(ZoneOffset.UTC))
                .addString(first.feeRule().toString())
                .addArrayOfLong(column(
                        settlements, row -> row.transaction().order().account().value(), Long[]::new))
                .addArrayOfUUID(column(
                        settlements, row -> row.transaction().order().id().value(), UUID[]::new))
                .addArrayOfString(column(settlements, row -> row.state().name(), String[]::new))
                .addArrayOfLong(
                        column(settlements, row -> row.price().map(Money::units).orElse(null), Long[]::new))
                .addArrayOfLong(column(settlements, row -> row.fee().units(), Long[]::new))
                .addArrayOfOffsetDateTime(column(settlements, row -> time(row.value()), OffsetDateTime[]::new))
                .addArrayOfString(column(settlements, row -> row.value().source(), String[]::new))
                .addArrayOfString(column(settlements, Settlement::reason, String[]::new));
        return transaction.execute(SETTLE, columns).map(rows -> {
            Map<TransactionId, Long> numbers = new HashMap<>();
            rows.forEach(
                    row -> numbers.put(new TransactionId(row.getUUID("transaction_id")), row.getLong("event_number")));
            return numbers;
        });
    }

    private static OffsetDateTime time(CurrentValue value) {
        return value.time().atOffset(ZoneOffset.UTC);
    }

    private static <T> T[] column(List<Settlement> rows, Function<Settlement, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
