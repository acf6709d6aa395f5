package io.papertrader.master.audit;

import io.papertrader.master.audit.Party.Account;
import io.papertrader.master.audit.Party.Master;
import io.papertrader.master.audit.Party.Nobody;
import io.papertrader.master.audit.Party.Operator;
import io.papertrader.master.audit.Party.Returned;
import io.papertrader.master.audit.Party.Worker;
import io.papertrader.master.leadership.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry as SQL: the values of its row, with their parameters behind those that a statement has already. */
final class EntryRow {
    static final String INSERT = """
            INSERT INTO audit (acted_at, act, actor_kind, actor_account, actor_name, subject_kind, subject_account, subject_name,
                worker_uuid, client_address, detail, times)
            """;

    private final Tuple parameters = Tuple.tuple();
    private final List<String> values = new ArrayList<>();

    EntryRow(Tuple before, AuditEntry entry, Instant now) {
        for (int i = 0; i < before.size(); i++) {
            parameters.addValue(before.getValue(i));
        }
        add("timestamptz", now.atOffset(ZoneOffset.UTC));
        add("text", entry.act().name());
        add(entry.by().who());
        add(entry.about());
        add("uuid", entry.by().where().worker().orElse(null));
        // The address goes as text: the driver's own type knows no networks.
        add("text::inet", entry.by().where().address().orElse(null));
        add("text", entry.detail());
    }

    /** An entry by itself. */
    static Statement appending(AuditEntry entry, long times, Instant now) {
        EntryRow row = new EntryRow(Tuple.tuple(), entry, now);
        row.parameters.addLong(times);
        String values = row.values("$" + row.parameters.size());
        return new Statement(INSERT + "VALUES (" + values + ")", row.parameters);
    }

    private void add(String type, @Nullable Object value) {
        parameters.addValue(value);
        values.add("$" + parameters.size() + "::" + type);
    }

    private void add(Party party) {
        switch (party) {
            case Account account -> add("ACCOUNT", account.number(), "");
            case Operator operator -> add("OPERATOR", null, operator.name());
            case Worker worker -> add("WORKER", null, worker.name());
            case Master _ -> add("MASTER", null, "");
            case Nobody _ -> add("NOBODY", null, "");
            case Returned _ -> {
                add("text", "ACCOUNT");
                values.add("act.account_id");
                add("text", "");
            }
        }
    }

    private void add(String kind, @Nullable Long account, String name) {
        add("text", kind);
        add("bigint", account);
        add("text", name);
    }

    Tuple parameters() {
        return parameters;
    }

    /** The row's values, and at last how many times. */
    String values(String times) {
        return String.join(", ", values) + ", " + times;
    }
}
