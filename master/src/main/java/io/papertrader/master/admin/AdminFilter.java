package io.papertrader.master.admin;

import io.papertrader.master.admin.TokenGate.Passage.Admitted;
import io.papertrader.master.admin.TokenGate.Passage.Refused;
import io.papertrader.master.server.RemoteAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets callers in that the token gate lets in, and tells resources who they are. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AdminFilter implements ContainerRequestFilter {
    private final TokenGate gate;
    private final HttpServerRequest current;

    AdminFilter(TokenGate gate, @Context HttpServerRequest current) {
        this.gate = gate;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String address = RemoteAddress.of(current);
        switch (gate.ask(request.getHeaderString(HttpHeaders.AUTHORIZATION), address)) {
            case Admitted admitted -> request.setSecurityContext(new Caller(admitted.operator(), address));
            case Refused refused -> request.abortWith(AdminError.response(refused.status(), refused.sentence()));
        }
    }
}
