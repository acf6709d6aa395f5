package io.papertrader.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.papertrader.client.identity.ThirdPartyException.Kind;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThirdPartyTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final ProviderStandIn provider = new ProviderStandIn();
    private final ThirdParty thirdParty = ThirdParty.withPace(
            VERTX, RandomGenerator.of("L64X128MixRandom"), Duration.ofSeconds(30), Duration.ofMillis(1));

    @AfterEach
    void close() {
        provider.close();
    }

    @AfterAll
    static void end() {
        VERTX.close();
    }

    private static <T> T await(Future<T> answer) throws Exception {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static void assertFails(Future<ExternalProof> login, Kind kind, String... words) {
        assertThatExceptionOfType(ThirdPartyException.class)
                .isThrownBy(() -> await(login))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind))
                .satisfies(trouble ->
                        assertThat(trouble.getMessage()).contains(words).endsWith("."));
    }

    /** The page is opened on another thread, as a browser would. */
    private Future<ExternalProof> inBrowser(Consumer<URI> user) {
        return thirdParty.inBrowser(provider.told(), page -> Thread.startVirtualThread(() -> user.accept(page)));
    }

    @Test
    void bringsATokenForItsSecretFromABrowser() throws Exception {
        CompletableFuture<String> last = new CompletableFuture<>();

        ExternalProof proof = await(inBrowser(page -> last.complete(provider.agree(page))));

        assertThat(proof.provider()).isEqualTo(ProviderStandIn.ACME);
        assertThat(proof.secret().orElseThrow().nonce())
                .isEqualTo(provider.question().get("nonce"));
        assertThat(provider.question())
                .containsEntry("response_type", "code")
                .containsEntry("prompt", "login")
                .containsEntry("client_id", "papertrader")
                .containsEntry("scope", "openid email")
                .containsEntry("code_challenge_method", "S256");
        assertThat(provider.question().get("redirect_uri")).matches("http://127\\.0\\.0\\.1:\\d+/");
        assertThat(provider.forms()).hasSize(1);
        assertThat(provider.forms().getFirst())
                .containsEntry("client_secret", "not-secret")
                .containsEntry("redirect_uri", provider.question().get("redirect_uri"));
        assertThat(last.get(60, TimeUnit.SECONDS)).contains("You can close this window");
    }

    @Test
    void refusesARedirectThatIsNotOfThisLogin() {
        assertFails(inBrowser(page -> provider.bring(page, "code=the-code&state=guessed")), Kind.FOREIGN, "try again");
        assertFails(inBrowser(page -> provider.bring(page, "code=the-code")), Kind.FOREIGN, "try again");
        assertFails(
                inBrowser(page -> provider.bring(
                        page,
                        "code=the-code&iss=https%3A%2F%2Felse.example.org&state="
                                + ProviderStandIn.encoded(
                                        ProviderStandIn.parameters(page).get("state")))),
                Kind.FOREIGN,
                "try again");
        assertThat(provider.forms()).isEmpty();
    }

    @Test
    void passesOverWhatIsNoRedirect() throws Exception {
        assertThat(await(inBrowser(page -> {
                    URI redirect = URI.create(ProviderStandIn.parameters(page).get("redirect_uri"));
                    ProviderStandIn.get(redirect.resolve("/favicon.ico"));
                    ProviderStandIn.get(redirect);
                    provider.agree(page);
                })))
                .isNotNull();
    }

    @Test
    void saysThatTheUserDidNotAgree() {
        assertFails(
                inBrowser(page -> provider.bring(
                        page,
                        "error=access_denied&state="
                                + ProviderStandIn.encoded(
                                        ProviderStandIn.parameters(page).get("state")))),
                Kind.DENIED,
                "acme was refused");
    }

    @Test
    void repeatsWhatTheThirdPartySaysWithoutWhatSteersATerminal() {
        assertFails(
                inBrowser(page -> provider.bring(
                        page,
                        "error=server_error&error_description=Come%20back%1B%5B2J%20tomorrow.&state="
                                + ProviderStandIn.encoded(
                                        ProviderStandIn.parameters(page).get("state")))),
                Kind.UNSUITABLE,
                "\"Come back[2J tomorrow\"");
        provider.refusing("invalid_client");
        assertFails(inBrowser(provider::agree), Kind.UNSUITABLE, "invalid_client");
    }

    @Test
    void waitsForAUserNoLongerThanItsPatience() {
        List<URI> pages = new ArrayList<>();
        ThirdParty hasty = ThirdParty.withPace(
                VERTX, RandomGenerator.of("L64X128MixRandom"), Duration.ofMillis(50), Duration.ofMillis(1));

        assertFails(hasty.inBrowser(provider.told(), pages::add), Kind.TIMED_OUT, "in time");
        assertThat(pages).hasSize(1);
    }

    @Test
    void refusesATokenThatWasMadeForAnotherLogin() {
        provider.claiming("nonce", "another");

        assertFails(inBrowser(provider::agree), Kind.FOREIGN, "not made for this login");
    }

    @Test
    void readsAVerifiedAddressOnly() throws Exception {
        provider.claiming("email", "ada@example.org");
        assertThat(await(inBrowser(provider::agree)).verifiedEmail()).isEmpty();

        provider.claiming("email_verified", true);
        assertThat(await(inBrowser(provider::agree)).verifiedEmail()).contains(new Email("ada@example.org"));
    }

    @Test
    void asksAgainUntilTheCodeWasTyped() throws Exception {
        provider.refusing("authorization_pending", "slow_down", "authorization_pending");
        List<DeviceCode> shown = new ArrayList<>();

        ExternalProof proof = await(thirdParty.byDeviceCode(provider.told(), shown::add));

        assertThat(proof.secret()).isPresent();
        assertThat(shown)
                .containsExactly(new DeviceCode(
                        "WDJB-MJHT",
                        URI.create(provider.address() + "/type"),
                        Optional.of(URI.create(provider.address() + "/type?code=WDJB-MJHT")),
                        Duration.ofMinutes(10)));
        assertThat(provider.forms()).hasSize(5);
        assertThat(provider.forms().getLast())
                .containsEntry("client_id", "papertrader-tv")
                .doesNotContainKey("client_secret");
    }

    /** Some third parties know no nonce for device codes: then the secret stays here, as it proves nothing. */
    @Test
    void keepsTheSecretWhereTheTokenHasNoNonce() throws Exception {
        provider.claiming("nonce", null);

        assertThat(await(thirdParty.byDeviceCode(provider.told(), shown -> {})).secret())
                .isEmpty();
    }

    @Test
    void saysThatTheCodeWasNotTyped() {
        provider.refusing("authorization_pending", "expired_token");
        assertFails(thirdParty.byDeviceCode(provider.told(), shown -> {}), Kind.TIMED_OUT, "in time");

        provider.refusing("access_denied");
        assertFails(thirdParty.byDeviceCode(provider.told(), shown -> {}), Kind.DENIED, "refused");
    }

    @Test
    void saysThatThereAreNoDeviceCodes() {
        provider.discovery().remove("device_authorization_endpoint");

        assertFails(thirdParty.byDeviceCode(provider.told(), shown -> {}), Kind.UNSUITABLE, "browser");
    }

    @Test
    void saysThatTheThirdPartyIsAway() {
        LoginProvider told = provider.told();
        provider.close();

        assertFails(thirdParty.inBrowser(told, page -> {}), Kind.UNREACHABLE, "acme cannot be reached");
    }

    @Test
    void goesNowhereThatIsNotEncrypted() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "authorization_endpoint", "http://else.example.org/",
                        "token_endpoint", "ftp://127.0.0.1/",
                        "issuer", "https://else.example.org")
                .entrySet()) {
            Object right = provider.discovery().getValue(wrong.getKey());
            provider.discovery().put(wrong.getKey(), wrong.getValue());
            assertFails(thirdParty.inBrowser(provider.told(), page -> {}), Kind.UNSUITABLE, "acme");
            provider.discovery().put(wrong.getKey(), right);
        }
    }
}
