package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.UserName;
import io.papertrader.standalone.network.RunningNetwork.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forgotten password and another address, by the command, a network and a mail server (SMTP). */
class MailIT {
    private static final Pattern TOKEN = Pattern.compile("(?:[0-9a-z]{5}-){4}[0-9a-z]{5}");
    private static final String FROM = "network@example.org";
    private static final String ANOTHER = "another horse, another battery";
    private static final long LIMIT_SECONDS = 60;

    private static final GreenMail MAIL = mailServer();

    @TempDir
    static Path home;

    private static RunningNetwork network;

    private static GreenMail mailServer() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(60_000);
        return new GreenMail(setup);
    }

    @BeforeAll
    static void start() throws IOException {
        MAIL.start();
        network = RunningNetwork.start(
                home,
                Map.of(
                        "PAPERTRADER_MAIL_HOST",
                        "127.0.0.1",
                        "PAPERTRADER_MAIL_PORT",
                        String.valueOf(MAIL.getSmtp().getPort()),
                        "PAPERTRADER_MAIL_START_TLS",
                        "DISABLED",
                        "PAPERTRADER_MAIL_FROM",
                        FROM));
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
        MAIL.stop();
    }

    @Test
    void setsAForgottenPasswordAndTakesAnotherAddress() throws Exception {
        network.papertrader("ann", "register", "ann", "--email", "ann@example.org")
                .expectDone();

        network.papertrader("ann", "password", "forgot", "ann@example.org").expectDone();
        String token = tokenFor("ann@example.org");
        withAnother("password", "reset", "ann", "--token", token).expectDone();

        assertThat(withAnother("password", "reset", "ann", "--token", token).err())
                .contains("BAD_TOKEN");
        assertThat(network.papertrader("ann", "login", "ann").err()).contains("BAD_CREDENTIALS");
        withAnother("login", "ann").expectDone();
        awaitText("ann@example.org", "has a new password");

        withAnother("account", "email", "ann@example.net").expectDone();
        assertThat(withAnother("account", "confirm", "--token", tokenFor("ann@example.net"))
                        .expectDone())
                .isEmpty();

        assertThat(withAnother("info").expectDone()).contains("ann@example.net").doesNotContain("ann@example.org");
        awaitText("ann@example.org", "another address than this one");
    }

    @Test
    void findsTheMailServerOfADomainOfAnyLetters() throws Exception {
        PaperTraderClient client = network.client();
        get(client.register(new UserName("bob"), new Email("bob@b\u00fccher.example"), Users.PASS));

        get(client.credentials().requestReset(new NameOrEmail("bob")));

        assertThat(tokenFor("bob@xn--bcher-kva.example")).isNotEmpty();
    }

    private static Result withAnother(String... arguments) throws IOException {
        ProcessBuilder command = network.command("ann", arguments);
        command.environment().put("PAPERTRADER_PASSWORD", ANOTHER);
        return RunningNetwork.run(command);
    }

    /** The last token that was mailed there. */
    private static String tokenFor(String address) {
        return Awaitility.await("a token for " + address)
                .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                .until(
                        () -> texts(address).stream()
                                .flatMap(text -> TOKEN.matcher(text).results().map(MatchResult::group))
                                .toList(),
                        tokens -> !tokens.isEmpty())
                .getLast();
    }

    private static void awaitText(String address, String text) {
        Awaitility.await("mail for " + address + " that says: " + text)
                .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                .until(() -> texts(address).stream().anyMatch(each -> each.contains(text)));
    }

    private static List<String> texts(String address) {
        return Arrays.stream(MAIL.getReceivedMessagesForDomain(address))
                .map(GreenMailUtil::getWholeMessage)
                .toList();
    }
}
