package io.papertrader.master.admin;

import io.papertrader.master.audit.Audit;
import io.papertrader.master.operator.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** The gate of {@link NeedsClass}. */
@Provider
@NeedsClass
@Priority(Priorities.AUTHORIZATION)
class ClassGate extends RoleGate {
    ClassGate(Audit audit) {
        super(Role.CLASS, audit);
    }
}
