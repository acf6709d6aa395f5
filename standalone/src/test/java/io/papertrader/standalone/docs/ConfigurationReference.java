package io.papertrader.standalone.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Writes the configuration reference from the {@code @ConfigMapping} interfaces: their Javadoc, types and defaults. */
final class ConfigurationReference {
    private static final String INTRODUCTION = """
            # Configuration

            Generated from the `@ConfigMapping` interfaces; do not edit. Each property can be set as an environment variable (second
            column), as a system property (`-Dpapertrader...`), or in `config/application.properties` in the folder that the server
            is started in. Durations are written like `5s`, `10m`, `24h`, `30d`.

            ## make run

            The launcher takes these environment variables and hands on what the servers need.

            | variable | default | what |
            | --- | --- | --- |
            | `PAPERTRADER_HOME` | `./data` | The folder of all data, keys and logs. |
            | `PAPERTRADER_MARKET` | `replay` | The market that is served: `replay` of recorded values, or live values of `crypto` (no key needed), `us` or `fx` ([market data](MARKET_DATA.md)). |
            | `PAPERTRADER_UPDATE_INTERVAL` | `10s` | The time between two updates, each of which retrieves values and clears the queue. |
            | `PAPERTRADER_DATABASE_LEASE` | `30s` | The time for which the master may stand still, as on a machine that has no time for it, and keep the lead. |
            | `PAPERTRADER_LISTEN_HOST` | `127.0.0.1` | The address that master and worker listen on; `0.0.0.0` is all of this machine. On more than loopback the worker speaks TLS to clients, with a certificate that the launcher makes in `tls/` of the folder, unless `PAPERTRADER_TLS_CERTIFICATE` and `PAPERTRADER_TLS_KEY` name another. |
            | `PAPERTRADER_WORKER_PUBLIC_ADDRESS` | where it listens; of all addresses, the one on the way to the world | The worker's `host:port` as clients reach it. |
            | `PAPERTRADER_MASTER_PORT` | `2048` | The master's port, for workers. |
            | `PAPERTRADER_WORKER_PORT` | `2049` | The worker's port, for clients. |
            | `PAPERTRADER_WORKER_WEB_PORT` | `2080` | The worker's port for browsers, by WebSocket. |
            | `PAPERTRADER_MASTER_HTTP_PORT` | `9048` | The master's management port. |
            | `PAPERTRADER_WORKER_HTTP_PORT` | `9049` | The worker's management port. |

            The management ports of servers that are started by themselves are Quarkus's `QUARKUS_HTTP_HOST` (default `127.0.0.1`)
            and `QUARKUS_HTTP_PORT`. On another address than loopback they speak TLS, by the certificate of
            `papertrader.tls.certificate`.
            """;

    private final Path root;

    ConfigurationReference(Path root) {
        this.root = root;
    }

    private record Property(String key, String type, String standard, String what) {
        String row() {
            String variable = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            return "| `" + key + "` | `" + variable + "` | " + type + " | " + standard + " | " + what + " |\n";
        }
    }

    String markdown() throws IOException {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        section(out, "Both servers", "node");
        section(out, "Master", "master");
        section(out, "Worker", "worker");
        return out.toString();
    }

    private void section(StringBuilder out, String title, String module) throws IOException {
        out.append("\n## ").append(title).append("\n\n");
        out.append("| property | environment variable | type | default | what |\n| --- | --- | --- | --- | --- |\n");
        Map<String, String> defaults = defaults(module);
        Map<String, Property> sorted = new TreeMap<>();
        for (Property property : properties(module)) {
            sorted.put(
                    property.key,
                    property.standard.isEmpty() && defaults.containsKey(property.key)
                            ? new Property(property.key, property.type, code(defaults.get(property.key)), property.what)
                            : property);
        }
        sorted.values().forEach(property -> out.append(property.row()));
    }

    /** Defaults that differ between the servers stand in their application.properties. */
    private Map<String, String> defaults(String module) throws IOException {
        Map<String, String> defaults = new HashMap<>();
        Path file = root.resolve(module).resolve("src/main/resources/application.properties");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] pair = line.split("=", 2);
                if (pair.length == 2) {
                    defaults.put(pair[0], pair[1]);
                }
            }
        }
        return defaults;
    }

    private List<Property> properties(String module) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Property> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
                Stream<Path> sources = Files.walk(root.resolve(module).resolve("src/main/java"))) {
            List<Path> configs =
                    sources.filter(ConfigurationReference::hasSettings).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(configs));
            DocTrees docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new Scanner(docs, found).scan(unit, null);
            }
        }
        return found;
    }

    private static boolean hasSettings(Path source) {
        try {
            return source.toString().endsWith(".java")
                    && Files.readString(source).contains("@ConfigMapping(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    /** Walks the interfaces; a nested one is a group of properties under the name of the method that returns it. */
    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<Property> found;

        private Scanner(DocTrees docs, List<Property> found) {
            this.docs = docs;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            Optional<String> prefix = annotation(type.getModifiers(), "ConfigMapping");
            if (prefix.isPresent()) {
                group(getCurrentPath(), type, prefix.get());
                return null;
            }
            // A provider's settings stand in its own file.
            return super.visitClass(type, null);
        }

        private void group(TreePath path, ClassTree type, String prefix) {
            Map<String, ClassTree> groups = new LinkedHashMap<>();
            for (Tree member : type.getMembers()) {
                if (member instanceof ClassTree nested && nested.getKind() == Tree.Kind.INTERFACE) {
                    groups.put(nested.getSimpleName().toString(), nested);
                }
            }
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    property(path, method, prefix, groups);
                }
            }
        }

        private void property(TreePath path, MethodTree method, String prefix, Map<String, ClassTree> groups) {
            String name = annotation(method.getModifiers(), "WithName")
                    .orElseGet(() -> kebab(method.getName().toString()));
            boolean isParent = method.getModifiers().getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("WithParentName"));
            String key = isParent ? prefix : prefix + "." + name;
            String type = method.getReturnType().toString();
            if (type.startsWith("Map<")) {
                ClassTree nested = Objects.requireNonNull(groups.get(type.replaceAll(".*,\\s*(\\w+)>", "$1")), type);
                group(new TreePath(path, nested), nested, key + ".\"name\"");
                return;
            }
            if (groups.containsKey(type)) {
                ClassTree nested = groups.get(type);
                group(new TreePath(path, nested), nested, key);
                return;
            }
            found.add(new Property(
                    key,
                    type.replaceAll("Optional<(.*)>", "$1")
                            .replaceAll("List<(.*)>", "$1, ...")
                            .replace("WorkerAddress", "host:port")
                            .replace("Balancers", "addresses, or none"),
                    annotation(method.getModifiers(), "WithDefault")
                            .map(ConfigurationReference::code)
                            .orElse(""),
                    what(new TreePath(path, method))));
        }

        private String what(TreePath path) {
            String comment = docs.getDocComment(path);
            if (comment == null) {
                throw new IllegalStateException("A property has no Javadoc: " + path.getLeaf());
            }
            return comment.strip().replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
        }

        private static Optional<String> annotation(ModifiersTree modifiers, String name) {
            return modifiers.getAnnotations().stream()
                    .filter(annotation ->
                            annotation.getAnnotationType().toString().equals(name))
                    .map(Scanner::value)
                    .findAny();
        }

        private static String value(AnnotationTree annotation) {
            ExpressionTree argument = annotation.getArguments().getFirst();
            ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
            return ((LiteralTree) value).getValue().toString();
        }

        private static String kebab(String name) {
            return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }
    }
}
