package io.papertrader.master.admin;

import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.operator.Operator;
import io.papertrader.master.operator.Operators;
import io.papertrader.master.server.Listener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets nobody in without a token, and nobody before this master serves. */
@ApplicationScoped
class TokenGate {
    private static final String BEARER = "Bearer ";

    private final AdminToken token;
    private final Operators operators;
    private final Listener listener;
    private final Audit audit;

    TokenGate(AdminToken token, Operators operators, Listener listener, Audit audit) {
        this.token = token;
        this.operators = operators;
        this.listener = listener;
        this.audit = audit;
    }

    /** The answer to somebody who knocks. */
    sealed interface Passage {
        /** An operator, who is let in. */
        record Admitted(Operator operator) implements Passage {}

        /** A stranger, or too early. */
        record Refused(Status status, String sentence) implements Passage {}
    }

    /** Looks at the header Authorization of a request from this address. */
    Passage ask(@Nullable String authorization, String address) {
        Optional<Operator> operator = Optional.ofNullable(authorization)
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()))
                .flatMap(this::operator);
        if (operator.isPresent()) {
            return listener.isOpen() ? new Passage.Admitted(operator.get()) : notServing();
        }
        if (listener.isOpen()) {
            audit.failed(AuditEntry.of(Act.OPERATOR_REFUSED, By.stranger(address), new Party.Nobody()));
        }
        return notKnown();
    }

    private Optional<Operator> operator(String given) {
        return token.matches(given) ? Optional.of(Operator.FIRST) : operators.of(given);
    }

    private static Passage notKnown() {
        return new Passage.Refused(
                Status.UNAUTHORIZED,
                "Send an operator's token, or that of the file admin-token, as Authorization: Bearer.");
    }

    private static Passage notServing() {
        return new Passage.Refused(
                Status.SERVICE_UNAVAILABLE,
                "This master is starting, stopping or a standby; ask the one that holds the lock.");
    }
}
