package io.papertrader.master.admin;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The answers to faults that no resource has answered itself, in the same form as their own refusals; the log has the
 * rest.
 */
class AdminFaults {
    private static final Logger LOG = Logger.getLogger(AdminFaults.class);

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException json) {
        return refused(Status.BAD_REQUEST);
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refused) {
        return refused(Status.fromStatusCode(refused.getResponse().getStatus()));
    }

    @ServerExceptionMapper
    Response failed(Throwable failure) {
        LOG.error("A request of the operator failed", failure);
        return refused(Status.INTERNAL_SERVER_ERROR);
    }

    private static Response refused(Status status) {
        return AdminError.response(
                status,
                switch (status) {
                    case BAD_REQUEST -> "The body is not the JSON that is wanted here.";
                    case NOT_FOUND -> "There is nothing of this name here.";
                    case METHOD_NOT_ALLOWED -> "That cannot be done here.";
                    case UNSUPPORTED_MEDIA_TYPE -> "Send application/json.";
                    case INTERNAL_SERVER_ERROR -> "The master failed at this; its log says why.";
                    default -> status.getReasonPhrase() + ".";
                });
    }
}
