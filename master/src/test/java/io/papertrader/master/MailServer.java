package io.papertrader.master;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.master.mail.MailConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mail server that the master's settings name; it keeps what it is given. */
@ApplicationScoped
public class MailServer {
    private static final Pattern TOKEN = Pattern.compile("(?:[0-9a-z]{5}-){4}[0-9a-z]{5}");

    private final GreenMail server;

    MailServer(MailConfig config) {
        ServerSetup setup = new ServerSetup(config.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(20_000);
        this.server = new GreenMail(setup);
    }

    /** Before any letter is sent: one that found nobody would come seconds later. */
    void start(@Observes StartupEvent event) {
        server.start();
    }

    @PreDestroy
    void stop() {
        server.stop();
    }

    /** All that came for an address so far, oldest first. */
    public List<String> texts(Email to) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> isFor(message, to))
                .map(GreenMailUtil::getBody)
                .toList();
    }

    /** Waits until so many have come for an address, and gives the last. */
    public String await(Email to, int count) {
        Await.until(() -> texts(to).size() >= count);
        return texts(to).getLast();
    }

    /** The token in a mail. */
    public static OneTimeToken token(String text) {
        Matcher matcher = TOKEN.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no token in: " + text);
        }
        return OneTimeToken.typed(matcher.group());
    }

    private static boolean isFor(MimeMessage message, Email to) {
        try {
            return message.getRecipients(Message.RecipientType.TO)[0].toString().equalsIgnoreCase(to.value());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
