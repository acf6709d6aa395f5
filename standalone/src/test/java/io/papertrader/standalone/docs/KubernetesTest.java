package io.papertrader.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** deploy/kubernetes has the shape that Kubernetes wants, and its parts find each other. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("../deploy/kubernetes");
    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new NoCatchAll());

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /** Kinds without a type here; {@link YamlSchemaTest} checks them. */
    private static final Set<String> FOREIGN =
            Set.of("kustomize.config.k8s.io/v1beta1/Kustomization", "postgresql.cnpg.io/v1/Cluster");

    /** The types keep fields that they do not know; here such a field is a mistake. */
    private static final class NoCatchAll extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    @Test
    void everyObjectHasOnlyTheFieldsOfItsKind() throws IOException {
        for (JsonNode object : objects()) {
            String kind = object.path("apiVersion").asText() + "/"
                    + object.path("kind").asText();
            if (!FOREIGN.contains(kind)) {
                assertThat(KINDS).containsKey(kind);
                HasMetadata typed = STRICT.convertValue(object, KINDS.get(kind));
                assertThat(typed.getMetadata().getName()).startsWith("papertrader");
            }
        }
    }

    @Test
    void aFieldThatThereIsNotIsFound() throws IOException {
        String mistyped = Files.readString(FOLDER.resolve("namespace.yaml")).replace("labels:", "lables:");

        assertThatThrownBy(() -> STRICT.readValue(mistyped, Namespace.class))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void servicesBudgetsAndPoliciesSelectPodsThatThereAre() throws IOException {
        Set<JsonNode> pods = objects().stream()
                .map(object -> object.at("/spec/template/metadata/labels"))
                .filter(JsonNode::isObject)
                .collect(Collectors.toSet());

        for (JsonNode object : objects()) {
            JsonNode selector = object.path("kind").asText().equals("Service")
                    ? object.at("/spec/selector")
                    : object.at("/spec/selector/matchLabels");
            if (selector.isObject()) {
                assertThat(pods).as(object.path("kind").asText()).contains(selector);
            }
        }
    }

    /** Third parties' keys and live values come by HTTPS, mail goes by 587 or 465: nobody has that without asking. */
    @Test
    void lettingTheMasterReachTheWorldIsOptional() throws IOException {
        JsonNode all = STRICT.readTree(FOLDER.resolve("kustomization.yaml").toFile());
        assertThat(all.path("resources").toString())
                .contains("network-policies.yaml")
                .doesNotContain("egress");

        assertThat(portsOfTheWorld("egress-https.yaml")).containsExactly(443);
        assertThat(portsOfTheWorld("egress-mail.yaml")).containsExactly(587, 465);
    }

    private static List<Integer> portsOfTheWorld(String file) throws IOException {
        NetworkPolicy policy = STRICT.readValue(FOLDER.resolve(file).toFile(), NetworkPolicy.class);
        return policy.getSpec().getEgress().getFirst().getPorts().stream()
                .map(port -> port.getPort().getIntVal())
                .toList();
    }

    private static List<JsonNode> objects() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                STRICT.readerFor(JsonNode.class)
                        .<JsonNode>readValues(file.toFile())
                        .forEachRemaining(objects::add);
            }
        }
        assertThat(objects).hasSizeGreaterThan(10);
        return objects;
    }
}
