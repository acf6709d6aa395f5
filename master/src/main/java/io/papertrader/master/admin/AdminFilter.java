package io.papertrader.master.admin;

import io.papertrader.master.admin.Admission.Passage.Admitted;
import io.papertrader.master.admin.Admission.Passage.Refused;
import io.papertrader.master.server.RemoteAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets callers in that the admission lets in, and tells resources who they are. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AdminFilter implements ContainerRequestFilter {
    private final Admission admission;
    private final HttpServerRequest current;

    AdminFilter(Admission admission, @Context HttpServerRequest current) {
        this.admission = admission;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String address = RemoteAddress.of(current);
        switch (admission.ask(request.getHeaderString(HttpHeaders.AUTHORIZATION), address)) {
            case Admitted admitted -> request.setSecurityContext(new Caller(admitted.operator(), address));
            case Refused refused -> request.abortWith(AdminError.response(refused.status(), refused.sentence()));
        }
    }
}
