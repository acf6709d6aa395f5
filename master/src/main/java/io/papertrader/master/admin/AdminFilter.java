package io.papertrader.master.admin;

import io.papertrader.master.server.Listener;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Lets nobody in without the token, and nobody before this master serves. */
@Provider
class AdminFilter implements ContainerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final AdminToken token;
    private final Listener listener;

    AdminFilter(AdminToken token, Listener listener) {
        this.token = token;
        this.listener = listener;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER) || !token.matches(header.substring(BEARER.length()))) {
            request.abortWith(AdminError.response(
                    Status.UNAUTHORIZED, "Send the token of the file admin-token as Authorization: Bearer."));
        } else if (!listener.isOpen()) {
            request.abortWith(AdminError.response(
                    Status.SERVICE_UNAVAILABLE,
                    "This master is starting, stopping or a standby; ask the one that holds the lock."));
        }
    }
}
