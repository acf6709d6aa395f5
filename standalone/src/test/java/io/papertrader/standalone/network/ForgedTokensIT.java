package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.standalone.network.RunningNetwork.Result;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that are none, brought by the command: each is refused in its own words, and nobody is logged in. */
class ForgedTokensIT {
    @TempDir
    Path home;

    @Test
    void refusesEachKindOfTokenThatIsNoneAndTakesTheHonestOne() throws Exception {
        try (IssuerStandIn issuer = new IssuerStandIn();
                RunningNetwork network = RunningNetwork.start(
                        home,
                        Map.of(
                                "PAPERTRADER_IDENTITY_PROVIDERS__ACME__ISSUER",
                                issuer.address(),
                                "PAPERTRADER_IDENTITY_PROVIDERS__ACME__CLIENT_ID",
                                "papertrader"))) {
            network.papertrader("ann", "register", "ann", "--email", "ann@example.org", "--with", "acme", "--device")
                    .expectDone();
            KeyPair other = IssuerStandIn.newKey();
            long now = Instant.now().getEpochSecond();

            refused(
                    network,
                    issuer,
                    "The token is not signed by acme",
                    (from, claims) -> IssuerStandIn.signed(claims, "one", other.getPrivate()));
            refused(
                    network,
                    issuer,
                    "The token is not signed by acme",
                    (from, claims) -> IssuerStandIn.signed(claims, "unknown", other.getPrivate()));
            refused(
                    network,
                    issuer,
                    "The token is not signed by acme",
                    (from, claims) -> IssuerStandIn.unsigned(claims));
            refused(
                    network,
                    issuer,
                    "The login with acme has expired",
                    (from, claims) -> from.signed(claims.put("iat", now - 7200).put("exp", now - 3600)));
            refused(
                    network,
                    issuer,
                    "was made for another service than this one",
                    (from, claims) -> from.signed(claims.put("aud", "another-service")));
            refused(
                    network,
                    issuer,
                    "The token was not issued by acme",
                    (from, claims) -> from.signed(claims.put("iss", "https://accounts.example.org")));
            refused(network, issuer, "The token of acme was not made for this login", (from, claims) -> {
                claims.remove("nonce");
                return from.signed(claims);
            });
            refused(
                    network,
                    issuer,
                    "The token of acme was not made for this login",
                    (from, claims) -> from.signed(claims.put("nonce", "of-another-login")));

            issuer.give(IssuerStandIn::signed);
            assertThat(login(network).expectDone()).startsWith("Logged in as ann until ");
        }
    }

    private static void refused(
            RunningNetwork network,
            IssuerStandIn issuer,
            String words,
            BiFunction<IssuerStandIn, JsonObject, String> tokens)
            throws IOException {
        issuer.give(tokens);
        Result refusal = login(network);
        assertThat(refusal.exit()).as(words).isNotZero();
        assertThat(refusal.err()).contains(words);
        assertThat(network.papertrader("ann", "info").exit())
                .as("nobody is logged in")
                .isNotZero();
    }

    private static Result login(RunningNetwork network) throws IOException {
        return network.papertrader("ann", "login", "--with", "acme", "--device");
    }
}
