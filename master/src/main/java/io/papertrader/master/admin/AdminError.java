package io.papertrader.master.admin;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * The operator's answer where something is refused. Quarkus sees it in no method's return type, so it is registered
 * here.
 */
@RegisterForReflection
record AdminError(String error) {
    static Response response(Status status, String error) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new AdminError(error))
                .build();
    }
}
