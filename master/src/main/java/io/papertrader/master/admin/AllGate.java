package io.papertrader.master.admin;

import io.papertrader.master.audit.Audit;
import io.papertrader.master.operator.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** The gate of {@link NeedsAll}. */
@Provider
@NeedsAll
@Priority(Priorities.AUTHORIZATION)
class AllGate extends RoleGate {
    AllGate(Audit audit) {
        super(Role.ALL, audit);
    }
}
