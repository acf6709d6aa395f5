package io.papertrader.master.admin;

import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.operator.Operator;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The operator who asks, and from where, as a resource is told. */
record Caller(Operator operator, String address) implements SecurityContext, Principal {
    /** The caller that the filter has let in. */
    static Caller of(SecurityContext context) {
        return (Caller) context.getUserPrincipal();
    }

    /** The audit trail's name for the caller. */
    By by() {
        return By.operator(operator.name(), address);
    }

    Party party() {
        return new Party.Operator(operator.name());
    }

    @Override
    public String getName() {
        return operator.name();
    }

    @Override
    public Principal getUserPrincipal() {
        return this;
    }

    @Override
    public boolean isUserInRole(String role) {
        return operator.role().word().equals(role);
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
