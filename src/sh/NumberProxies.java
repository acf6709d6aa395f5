import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Numbers the proxies of a jar of Quarkus's generated classes in the order in which they stand in it. Quarkus's build
 * steps take their numbers from one counter while many of them run at once, so that every build would give them others.
 */
final class NumberProxies {
    /** A string in a class file: its kind, its length in two bytes, its text. */
    private static final Pattern PROXY = Pattern.compile("\1\0([\\s\\S])proxykey(\\d+)");

    private final Map<String, Integer> numbers = new HashMap<>();

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            new NumberProxies().rewrite(Path.of(jar));
        }
    }

    private void rewrite(Path jar) throws IOException {
        Path rewritten = jar.resolveSibling(jar.getFileName() + ".rewritten");
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(rewritten);
                ZipOutputStream to = new ZipOutputStream(file)) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(withTimesOf(entry));
                to.write(renumbered(from.getInputStream(entry).readAllBytes()));
            }
        }
        Files.move(rewritten, jar, REPLACE_EXISTING);
    }

    private static ZipEntry withTimesOf(ZipEntry entry) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        return copy;
    }

    private byte[] renumbered(byte[] file) {
        return PROXY.matcher(new String(file, ISO_8859_1))
                .replaceAll(key -> Matcher.quoteReplacement(renumbered(key)))
                .getBytes(ISO_8859_1);
    }

    private String renumbered(MatchResult key) {
        if (key.group(1).charAt(0) != "proxykey".length() + key.group(2).length()) {
            throw new IllegalStateException("No number of a proxy, but part of something else: " + key.group());
        }
        int number = numbers.computeIfAbsent(key.group(2), _ -> numbers.size() + 1);
        String name = "proxykey" + number;
        return "\1\0" + (char) name.length() + name;
    }
}
