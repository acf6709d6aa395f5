package io.papertrader.master.admin;

import io.papertrader.master.leadership.Leadership;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Lets nobody in without the token, and nobody change anything on a standby. */
@Provider
class AdminFilter implements ContainerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final AdminToken token;
    private final Leadership leadership;

    AdminFilter(AdminToken token, Leadership leadership) {
        this.token = token;
        this.leadership = leadership;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER) || !token.matches(header.substring(BEARER.length()))) {
            request.abortWith(AdminError.response(
                    Status.UNAUTHORIZED, "Send the token of the file admin-token as Authorization: Bearer."));
        } else if (!leadership.isHeld()) {
            request.abortWith(AdminError.response(
                    Status.SERVICE_UNAVAILABLE, "This master is a standby; ask the one that holds the lock."));
        }
    }
}
