package io.papertrader.master.operator;

import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Operators in Postgres, by the hash of their token. */
@ApplicationScoped
class OperatorRepository {
    private static final String ALL = "SELECT name, role, token_hash, added_at FROM operator ORDER BY name";

    private static final String ADD = """
            INSERT INTO operator (name, role, token_hash, added_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING
            RETURNING name
            """;

    private static final String REMOVE = "DELETE FROM operator WHERE name = $1 RETURNING name";

    private final Pool pool;
    private final Audit audit;

    OperatorRepository(Pool pool, Audit audit) {
        this.pool = pool;
        this.audit = audit;
    }

    Uni<Map<TokenHash, Operator>> all() {
        return pool.query(ALL).execute().map(rows -> {
            Map<TokenHash, Operator> operators = new LinkedHashMap<>();
            rows.forEach(row -> operators.put(hash(row), operator(row)));
            return operators;
        });
    }

    /** False where the name is taken. */
    Uni<Boolean> add(Operator operator, TokenHash token, AuditEntry entry) {
        Tuple row = Tuple.of(
                operator.name(),
                operator.role().name(),
                token.sha256(),
                operator.addedAt().atOffset(ZoneOffset.UTC));
        return change(new Statement(ADD, row), entry);
    }

    /** False where there is none of this name. */
    Uni<Boolean> remove(String name, AuditEntry entry) {
        return change(new Statement(REMOVE, Tuple.of(name)), entry);
    }

    private Uni<Boolean> change(Statement statement, AuditEntry entry) {
        return Audit.send(pool, audit.noting(statement, entry)).map(rows -> rows.size() > 0);
    }

    private static TokenHash hash(Row row) {
        return new TokenHash(Buffer.buffer(row.getBuffer("token_hash").getBytes()));
    }

    private static Operator operator(Row row) {
        return new Operator(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getOffsetDateTime("added_at").toInstant());
    }
}
