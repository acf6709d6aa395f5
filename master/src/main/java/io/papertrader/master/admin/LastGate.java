package io.papertrader.master.admin;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Lets nobody to a resource that has forgotten to say which role it needs. */
@Provider
@Priority(Priorities.USER)
class LastGate implements ContainerRequestFilter {
    static final String ADMITTED = "papertrader.admitted";

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(ADMITTED) == null) {
            request.abortWith(AdminError.response(Status.FORBIDDEN, "Nobody may do that."));
        }
    }
}
