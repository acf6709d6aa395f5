package io.papertrader.master.admin;

import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.operator.Operator;
import io.papertrader.master.operator.Operators;
import io.papertrader.master.server.Listener;
import io.papertrader.master.server.RemoteAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Lets nobody in without a token, and nobody before this master serves. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AdminFilter implements ContainerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final AdminToken token;
    private final Operators operators;
    private final Listener listener;
    private final Audit audit;
    private final HttpServerRequest current;

    AdminFilter(
            AdminToken token, Operators operators, Listener listener, Audit audit, @Context HttpServerRequest current) {
        this.token = token;
        this.operators = operators;
        this.listener = listener;
        this.audit = audit;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String address = RemoteAddress.of(current);
        Optional<Operator> operator = token(request).flatMap(this::operator);
        if (!listener.isOpen()) {
            request.abortWith(operator.isPresent() ? notServing() : notKnown());
        } else if (operator.isEmpty()) {
            audit.failed(AuditEntry.of(Act.OPERATOR_REFUSED, By.stranger(address), new Party.Nobody()));
            request.abortWith(notKnown());
        } else {
            request.setSecurityContext(new Caller(operator.get(), address));
        }
    }

    private static Optional<String> token(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }

    private Optional<Operator> operator(String given) {
        return token.matches(given) ? Optional.of(Operator.FIRST) : operators.of(given);
    }

    private static Response notKnown() {
        return AdminError.response(
                Status.UNAUTHORIZED,
                "Send an operator's token, or that of the file admin-token, as Authorization: Bearer.");
    }

    private static Response notServing() {
        return AdminError.response(
                Status.SERVICE_UNAVAILABLE,
                "This master is starting, stopping or a standby; ask the one that holds the lock.");
    }
}
