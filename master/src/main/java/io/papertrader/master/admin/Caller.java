package io.papertrader.master.admin;

import io.papertrader.master.audit.By;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The operator who asks, as a resource is told. */
record Caller(String operator, String address) implements SecurityContext, Principal {
    /** What the audit trail says of them. */
    static By by(SecurityContext context) {
        Caller caller = (Caller) context.getUserPrincipal();
        return By.operator(caller.operator, caller.address);
    }

    @Override
    public String getName() {
        return operator;
    }

    @Override
    public Principal getUserPrincipal() {
        return this;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
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
