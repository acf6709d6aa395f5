package io.papertrader.master.admin;

import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.server.Listener;
import io.papertrader.master.server.RemoteAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Lets nobody in without the token, and nobody before this master serves. */
@Provider
class AdminFilter implements ContainerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final AdminToken token;
    private final Listener listener;
    private final Audit audit;
    private final HttpServerRequest current;

    AdminFilter(AdminToken token, Listener listener, Audit audit, @Context HttpServerRequest current) {
        this.token = token;
        this.listener = listener;
        this.audit = audit;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String address = RemoteAddress.of(current);
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER) || !token.matches(header.substring(BEARER.length()))) {
            if (listener.isOpen()) {
                audit.failed(AuditEntry.of(Act.OPERATOR_REFUSED, By.stranger(address), new Party.Nobody()));
            }
            request.abortWith(AdminError.response(
                    Status.UNAUTHORIZED, "Send the token of the file admin-token as Authorization: Bearer."));
        } else if (!listener.isOpen()) {
            request.abortWith(AdminError.response(
                    Status.SERVICE_UNAVAILABLE,
                    "This master is starting, stopping or a standby; ask the one that holds the lock."));
        } else {
            request.setSecurityContext(new Caller("admin", address));
        }
    }
}
