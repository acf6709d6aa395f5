package io.papertrader.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The YAML of deploy/ that no tool and no type checks. */
class YamlSchemaTest {
    private static final Path DEPLOY = Path.of("../deploy");
    private static final String COMPOSE = "compose-spec/compose-spec.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "compose/compose.yaml, " + COMPOSE,
        "kubernetes/database.yaml, cluster.json",
        "kubernetes/kustomization.yaml, kustomization.json",
        "grafana/provisioning/dashboards/papertrader.yml, grafana-provisioning.json",
        "grafana/provisioning/datasources/prometheus.yml, grafana-provisioning.json"
    })
    void hasTheShapeOfItsSchema(String file, String schema) throws IOException {
        assertThat(faults(schema, Files.readString(DEPLOY.resolve(file)))).isEmpty();
    }

    @Test
    void aFieldThatThereIsNotIsFound() throws IOException {
        String compose = Files.readString(DEPLOY.resolve("compose/compose.yaml"));
        String cluster = Files.readString(DEPLOY.resolve("kubernetes/database.yaml"));

        assertThat(faults(COMPOSE, compose.replace("healthcheck:", "healthchekc:")))
                .isNotEmpty();
        assertThat(faults("cluster.json", cluster.replace("instances:", "replicas:")))
                .isNotEmpty();
    }

    private static Set<ValidationMessage> faults(String schema, String yaml) throws IOException {
        // This parser puts in the content that "<<" refers to, as the file's readers do.
        JsonNode content = JSON.valueToTree(new Yaml().<Object>load(yaml));
        return schema(schema).validate(content);
    }

    private static JsonSchema schema(String name) throws IOException {
        try (InputStream in = YamlSchemaTest.class.getResourceAsStream("/schemas/" + name)) {
            JsonNode schema = JSON.readTree(in);
            if (name.equals(COMPOSE)) {
                complete(schema);
            }
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
        }
    }

    /** This edition names its parts by a word of older drafts, and is older than the name of a project. */
    private static void complete(JsonNode compose) {
        compose.findParents("id").stream()
                .filter(part -> part.get("id").isTextual())
                .forEach(part -> ((ObjectNode) part).remove("id"));
        compose.withObject("/properties/name").put("type", "string");
    }
}
