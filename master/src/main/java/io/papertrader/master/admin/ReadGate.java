package io.papertrader.master.admin;

import io.papertrader.master.audit.Audit;
import io.papertrader.master.operator.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** The gate of {@link NeedsRead}. */
@Provider
@NeedsRead
@Priority(Priorities.AUTHORIZATION)
class ReadGate extends RoleGate {
    ReadGate(Audit audit) {
        super(Role.READ, audit);
    }
}
