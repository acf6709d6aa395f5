package io.papertrader.master.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.node.NodeConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;

/** An operator, who knows the token. */
@ApplicationScoped
class Operator {
    private final NodeConfig config;

    Operator(NodeConfig config) {
        this.config = config;
    }

    String token() throws Exception {
        return Files.readString(config.directory().resolve("admin-token")).strip();
    }

    /** A request of theirs. */
    RequestSpecification asks() throws Exception {
        return given().header("Authorization", "Bearer " + token());
    }

    RequestSpecification sends(Object json) throws Exception {
        return asks().contentType(ContentType.JSON).body(json);
    }

    /** One clear sentence with this in it, and nothing of the machinery. */
    static void assertError(Response response, int status, String words) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.jsonPath().getMap("")).containsOnlyKeys("error");
        assertThat(response.jsonPath().getString("error"))
                .containsIgnoringCase(words)
                .doesNotContain("Exception", "java.", "io.papertrader");
    }
}
