package io.papertrader.master.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * The server to which mail is handed over (SMTP). Quarkus's mailer takes its own settings from these, in
 * {@code application.properties}.
 */
@ConfigMapping(prefix = "papertrader.mail")
public interface MailConfig {
    /** The word for no mail server. */
    String NO_HOST = "none";

    /**
     * The mail server. Where there is none ({@code none}, or not set) the network sends no mail: whoever forgets a
     * password needs the operator.
     */
    Optional<String> host();

    /** The mail server's port. */
    @WithDefault("587")
    int port();

    /** True where the connection is encrypted from its first byte, as on port 465. */
    @WithDefault("false")
    boolean tls();

    /** The use of STARTTLS to encrypt the connection: {@code REQUIRED}, {@code OPTIONAL} or {@code DISABLED}. */
    @WithDefault("REQUIRED")
    String startTls();

    /** The name to log in with, where the server wants one. */
    Optional<String> user();

    /** The password to log in with, where the server wants one. */
    Optional<String> password();

    /** The address that mail comes from. */
    @WithDefault("papertrader@localhost")
    String from();
}
