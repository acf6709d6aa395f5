package io.papertrader.master.admin;

import io.papertrader.master.operator.Operator;
import io.papertrader.master.operator.Operators;
import io.papertrader.master.operator.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds and removes those who run the network. */
@Path("/admin/operators")
public class OperatorsResource {
    private final Operators operators;

    OperatorsResource(Operators operators) {
        this.operators = operators;
    }

    /** The request for a new operator. */
    public record NewOperator(
            @Nullable String name, @Nullable String role) {}

    /** An operator, as others see it; the token is there once, when it is made. */
    public record OperatorView(
            String name,
            String role,
            @Nullable Instant addedAt,
            @Nullable String token) {
        static OperatorView of(Operator operator) {
            return new OperatorView(operator.name(), operator.role().word(), operator.addedAt(), null);
        }
    }

    @GET
    @NeedsRead
    public List<OperatorView> list() {
        return operators.all().stream().map(OperatorView::of).toList();
    }

    @POST
    @NeedsAll
    public Uni<Response> add(@Nullable NewOperator wanted, @Context SecurityContext caller) {
        if (wanted == null || wanted.name() == null || wanted.role() == null) {
            return error(Status.BAD_REQUEST, "name and role must be given");
        }
        Optional<Role> role = Role.ofWord(wanted.role());
        if (role.isEmpty()) {
            return error(Status.BAD_REQUEST, "role must be one of " + String.join(", ", Role.words()));
        }
        String name = wanted.name();
        try {
            return operators
                    .add(name, role.get(), Caller.of(caller).by())
                    .map(token -> token.map(given -> Response.status(Status.CREATED)
                                    .entity(new OperatorView(name, role.get().word(), null, given))
                                    .build())
                            .orElseGet(() -> AdminError.response(
                                    Status.CONFLICT, "There is an operator " + name + " already; remove it first.")));
        } catch (IllegalArgumentException bad) {
            return error(Status.BAD_REQUEST, String.valueOf(bad.getMessage()));
        }
    }

    @DELETE
    @Path("{name}")
    @NeedsAll
    public Uni<Response> remove(String name, @Context SecurityContext caller) {
        if (name.equals(Operator.FIRST.name())) {
            return error(
                    Status.CONFLICT,
                    "The operator admin is whoever has the file admin-token; to change that token, delete the file and"
                            + " start the master again.");
        }
        return operators
                .remove(name, Caller.of(caller).by())
                .map(found -> found
                        ? Response.noContent().build()
                        : AdminError.response(Status.NOT_FOUND, "There is no operator " + name + "."));
    }

    private static Uni<Response> error(Status status, String sentence) {
        return Uni.createFrom().item(AdminError.response(status, sentence));
    }
}
