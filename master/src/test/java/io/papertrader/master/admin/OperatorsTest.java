package io.papertrader.master.admin;

import static io.papertrader.master.admin.Operator.assertError;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.audit.FailureSums;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperatorsTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @Inject
    Operator operator;

    @Inject
    Database database;

    @Inject
    Desk desk;

    @Inject
    FailureSums failures;

    private final String name = "carol-" + NAMES.incrementAndGet();

    @Test
    void letsAnAddedOperatorInAndShowsTheTokenOnce() throws Exception {
        String token = token("all");

        assertThat(asks(token).get("/admin/workers").statusCode()).isEqualTo(200);
        Map<String, Object> listed =
                operator.asks().get("/admin/operators").jsonPath().<Map<String, Object>>getList("").stream()
                        .filter(one -> one.get("name").equals(name))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed).containsEntry("role", "all").containsEntry("token", null);
        assertThat(database.column("SELECT 1 FROM operator WHERE strpos(operator::text, ?) > 0", token))
                .isEmpty();
    }

    @Test
    void shutsARemovedOperatorOutAtOnce() throws Exception {
        String token = token("all");

        assertThat(operator.asks().delete("/admin/operators/" + name).statusCode())
                .isEqualTo(204);

        assertError(asks(token).get("/admin/workers"), 401, "token");
    }

    @ParameterizedTest
    @CsvSource({"read, 403, 403", "class, 204, 403", "all, 204, 404"})
    void letsEachRoleDoItsPart(String role, int toAccount, int toWorker) throws Exception {
        String token = token(role);
        String user = desk.newTrader().userName().value();

        assertThat(asks(token).get("/admin/audit").statusCode()).isEqualTo(200);
        assertThat(asks(token).post("/admin/accounts/" + user + "/disable").statusCode())
                .isEqualTo(toAccount);
        assertThat(asks(token)
                        .post("/admin/workers/00000000-0000-0000-0000-00000000abcd/boot")
                        .statusCode())
                .isEqualTo(toWorker);
    }

    @Test
    void saysWhichRoleIsNeededAndWritesItDown() throws Exception {
        failures.sumUp().await().indefinitely();
        Response refused = asks(token("read")).post("/admin/accounts/ann/disable");

        assertError(refused, 403, "needs the role class, and " + name + " has read");
        Await.until(() -> database.column(
                        "SELECT detail FROM audit WHERE act = 'OPERATOR_REFUSED' AND actor_name = ?", name)
                .equals(List.of("needed class")));
    }

    @Test
    void writesDownWhoAddedAndRemovedWhom() throws Exception {
        token("class");
        operator.asks().delete("/admin/operators/" + name);

        assertThat(database.column(
                        "SELECT ROW(act, actor_kind, actor_name, client_address, detail) FROM audit WHERE subject_name = ?"
                                + " ORDER BY audit_id",
                        name))
                .containsExactly(
                        "(OPERATOR_ADDED,OPERATOR,admin,127.0.0.1,\"role class\")",
                        "(OPERATOR_REMOVED,OPERATOR,admin,127.0.0.1,\"\")");
    }

    @Test
    void refusesASecondOperatorOfTheName() throws Exception {
        token("read");

        assertError(add(name, "all"), 409, "already");
        assertError(add("admin", "read"), 409, "already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Carol", "a b", "-a", "x/y", "é"})
    void refusesANameThatNoOperatorCanHave(String bad) throws Exception {
        assertError(add(bad, "read"), 400, "name must be");
    }

    @Test
    void refusesARoleThatThereIsNot() throws Exception {
        assertError(add(name, "everything"), 400, "read, class, all");
        assertError(operator.sends("{}").post("/admin/operators"), 400, "name and role");
        assertError(operator.sends("null").post("/admin/operators"), 400, "name and role");
    }

    @Test
    void leavesTheFirstOperatorItsFile() throws Exception {
        assertError(operator.asks().delete("/admin/operators/admin"), 409, "admin-token");
        assertError(operator.asks().delete("/admin/operators/nobody"), 404, "nobody");
    }

    /** A resource that does not say which role it needs is for nobody, and this test says so before. */
    @Test
    void everyResourceSaysWhichRoleItNeeds() {
        List<JavaMethod> methods = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("io.papertrader.master").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getAnnotations().stream()
                                .anyMatch(one -> one.getRawType().isAnnotatedWith(HttpMethod.class)))
                        .toList();

        assertThat(methods)
                .hasSizeGreaterThan(10)
                .allSatisfy(method -> assertThat(List.of(
                                method.isAnnotatedWith(NeedsRead.class),
                                method.isAnnotatedWith(NeedsClass.class),
                                method.isAnnotatedWith(NeedsAll.class)))
                        .as(method.getFullName())
                        .containsOnlyOnce(true));
    }

    private String token(String role) throws Exception {
        Response added = add(name, role);
        assertThat(added.statusCode()).as(added.asString()).isEqualTo(201);
        return added.jsonPath().getString("token");
    }

    private Response add(String who, String role) throws Exception {
        return operator.sends(Map.of("name", who, "role", role)).post("/admin/operators");
    }

    private static RequestSpecification asks(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }
}
