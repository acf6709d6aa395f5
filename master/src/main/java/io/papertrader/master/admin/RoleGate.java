package io.papertrader.master.admin;

import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.operator.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response.Status;

/** A gate that lets operators in who have a role, or more. */
abstract class RoleGate implements ContainerRequestFilter {
    private final Role needed;
    private final Audit audit;

    RoleGate(Role needed, Audit audit) {
        this.needed = needed;
        this.audit = audit;
    }

    @Override
    public final void filter(ContainerRequestContext request) {
        Caller caller = Caller.of(request.getSecurityContext());
        if (caller.operator().role().covers(needed)) {
            request.setProperty(LastGate.ADMITTED, needed);
            return;
        }
        String words = "needs the role " + needed.word() + ", and " + caller.getName() + " has "
                + caller.operator().role().word();
        audit.failed(
                AuditEntry.of(Act.OPERATOR_REFUSED, caller.by(), caller.party()).saying("needed " + needed.word()));
        request.abortWith(AdminError.response(Status.FORBIDDEN, "This " + words + "."));
    }
}
