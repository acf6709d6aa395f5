package io.papertrader.master.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider.Registration;
import io.papertrader.codec.message.ProviderName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Vertx VERTX = Vertx.vertx();

    private final TestIssuer issuer = new TestIssuer();
    private final SigningKey key = SigningKey.rsa("one");
    private Instant now = Instant.parse("2026-11-24T05:05:38Z");
    private IssuerKeys keys;

    @BeforeEach
    void publish() {
        issuer.publish(key);
        Registration registration = new Registration("papertrader", Optional.empty());
        Provider provider = new Provider(
                new LoginProvider(new ProviderName("acme"), issuer.address(), "openid", registration, registration),
                Optional.empty(),
                Set.of("papertrader"),
                false);
        keys = new IssuerKeys(provider, new Publisher(VERTX, Optional.empty()), () -> now);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @AfterAll
    static void end() {
        VERTX.close();
    }

    private static List<String> ids(Uni<List<JsonWebKey>> found) {
        return found.await().atMost(LIMIT).stream().map(JsonWebKey::getKeyId).toList();
    }

    @Test
    void keepsKeysForAnHour() {
        assertThat(ids(keys.current())).containsExactly("one");
        now = now.plus(IssuerKeys.FRESH).minusSeconds(1);
        assertThat(ids(keys.current())).containsExactly("one");
        assertThat(issuer.fetches()).isEqualTo(1);

        now = now.plusSeconds(1);
        issuer.publish(key.named("two"));
        assertThat(ids(keys.current())).containsExactly("two");
    }

    @Test
    void fetchesAgainForAnUnknownKeyButNoMoreOftenThanEverySoOften() {
        ids(keys.current());
        issuer.publish(key, key.named("two"));

        for (int i = 0; i < 20; i++) {
            assertThat(ids(keys.renewed())).containsExactly("one");
        }
        assertThat(issuer.fetches()).isEqualTo(1);

        now = now.plus(IssuerKeys.PAUSE);
        assertThat(ids(keys.renewed())).containsExactly("one", "two");
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void fetchesAgainThoughTheClockWasSetBack() {
        now = now.plus(Duration.ofDays(2));
        ids(keys.current());
        issuer.publish(key, key.named("two"));

        now = now.minus(Duration.ofDays(2));
        assertThat(ids(keys.renewed())).containsExactly("one", "two");
    }

    @Test
    void asksOnceForAllWhoWait() {
        List<Uni<List<JsonWebKey>>> asked = List.of(keys.current(), keys.current(), keys.current());

        assertThat(Uni.join().all(asked).andFailFast().await().atMost(LIMIT)).hasSize(3);
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void believesTheOldKeysOfAnIssuerThatIsAwayForADay() {
        ids(keys.current());
        issuer.answerWith(503);

        now = now.plus(IssuerKeys.USABLE).minusSeconds(1);
        assertThat(ids(keys.current())).containsExactly("one");

        now = now.plus(IssuerKeys.PAUSE);
        assertThatThrownBy(() -> ids(keys.current())).hasMessageContaining("503");
    }

    @Test
    void triesAgainSoonWhereThereWereNoKeysYet() {
        issuer.answerWith(404);
        assertThatThrownBy(() -> ids(keys.current())).hasMessageContaining("404");
        issuer.answerWith(200);
        assertThatThrownBy(() -> ids(keys.current())).hasMessageContaining("moments ago");

        now = now.plus(IssuerKeys.PAUSE);
        assertThat(ids(keys.current())).containsExactly("one");
    }

    @Test
    void takesNothingFromAnIssuerThatSaysItIsAnother() {
        issuer.claimToBe("https://accounts.example.org");

        assertThatThrownBy(() -> ids(keys.current())).hasMessageContaining("https://accounts.example.org");
    }

    @Test
    void refusesWhatIsNoListOfKeys() {
        for (String text : List.of("", "[]", "{}", "{\"keys\":7}", "<html>", "{\"keys\":[]}" + " ".repeat(300_000))) {
            issuer.publish(text);
            now = now.plus(IssuerKeys.PAUSE);
            assertThatThrownBy(() -> ids(keys.current())).as(text.strip()).isInstanceOf(Exception.class);
        }
    }

    @Test
    void passesOverKeysOfUnknownKinds() {
        issuer.publish("{\"keys\":[{\"kty\":\"NEW\",\"kid\":\"x\"},"
                + new io.vertx.core.json.JsonObject(key.published()).encode() + "]}");

        assertThat(ids(keys.current())).containsExactly("one");
    }
}
