package io.papertrader.master.admin;

import static io.papertrader.master.admin.Operator.assertError;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.node.NodeConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenTest {
    @Inject
    Operator operator;

    @Inject
    NodeConfig config;

    @Test
    void letsOperatorIn() throws Exception {
        assertThat(operator.asks().get("/admin/workers").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/workers", "/admin/accounts", "/admin/ledger/check"})
    void letsNobodyInWithoutToken(String path) {
        assertError(given().get(path), 401, "admin-token");
    }

    @Test
    void letsNobodyInWithTheWrongToken() throws Exception {
        String token = operator.token();

        Stream<String> headers = Stream.of(
                "Bearer ",
                "Bearer wrong",
                "Bearer " + token + "x",
                "Bearer " + token.substring(1),
                "Bearer ünïcode",
                token,
                "Basic " + token);

        headers.forEach(header -> {
            Response response = given().header("Authorization", header).get("/admin/workers");
            assertError(response, 401, "admin-token");
        });
    }

    @Test
    void asksForTheTokenBeforeItReadsWhatWasSent() {
        Response response = given().contentType("application/json").body("{").post("/admin/workers");

        assertError(response, 401, "admin-token");
    }

    @Test
    void refusesToStartWithATokenThatOthersCanRead(@TempDir Path folder) throws Exception {
        AdminToken opened = new AdminToken(in(folder), new SecureRandom());
        opened.open(new StartupEvent());
        Path file = folder.resolve("admin-token");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> opened.open(new StartupEvent()))
                .hasMessageContaining("is open to other users: run chmod 600 " + file);
    }

    private static NodeConfig in(Path folder) {
        return new NodeConfig() {
            @Override
            public Path directory() {
                return folder;
            }

            @Override
            public boolean stopAtEndOfInput() {
                return false;
            }
        };
    }

    @Test
    void keepsTheTokenInAFileOfItsUserAlone() throws Exception {
        Path file = config.directory().resolve("admin-token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(operator.token()).matches("[A-Za-z0-9_-]{43}");
    }
}
