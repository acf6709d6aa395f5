package io.papertrader.codec.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Javadoc from the sources, so that what a message means is written in one place. */
final class SourceComments {
    private static final List<Path> SOURCES = List.of(Path.of("src/main/java"), Path.of("../vocabulary/src/main/java"));
    private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*";
    private static final Pattern TAG = Pattern.compile("\\s@(?:param|return)\\s");

    private SourceComments() {}

    /** A class's own description, as Markdown; fails where it has none. */
    static String of(Class<?> type) {
        String comment = comment(type);
        Matcher tag = TAG.matcher(comment);
        return markdown(tag.find() ? comment.substring(0, tag.start()) : comment);
    }

    /** The first sentence: the rest is for those who write Java. */
    static String firstSentence(Class<?> type) {
        return of(type).replaceFirst("(?<=\\.) (?=[A-Z]).*", "");
    }

    /** A record's description of one of its components. */
    static Optional<String> ofComponent(Class<?> type, String component) {
        Matcher found = Pattern.compile("@param\\s+" + component + "\\s+(.*?)(?=\\s@param|$)", Pattern.DOTALL)
                .matcher(comment(type));
        return found.find() ? Optional.of(markdown(found.group(1))) : Optional.empty();
    }

    /** An enum's description of one of its constants. */
    static String ofConstant(Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        return markdown(find(type, COMMENT + constant.name() + "\\b"));
    }

    private static String comment(Class<?> type) {
        return find(
                type,
                COMMENT + "(?:(?:public|static|sealed|final)\\s+)*(?:record|enum|interface|class)\\s+"
                        + type.getSimpleName() + "\\b");
    }

    /** The last one that matches before the name, in the part of the file that belongs to the type's outer class. */
    private static String find(Class<?> type, String pattern) {
        String source = source(type);
        int from = type.getEnclosingClass() == null
                ? 0
                : Math.max(0, source.indexOf(" " + type.getEnclosingClass().getSimpleName() + "("));
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(source);
        if (!found.find(from)) {
            throw new AssertionError(type.getName() + " has no comment");
        }
        return withConstants(found.group(1).replaceAll("(?m)^\\s*\\*", " "), source);
    }

    private static String withConstants(String comment, String source) {
        return Pattern.compile("\\{@value\\s+#(\\w+)}").matcher(comment).replaceAll(constant -> {
            Matcher value = Pattern.compile(constant.group(1) + " = ([\\d_]+);").matcher(source);
            return value.find() ? value.group(1) : constant.group();
        });
    }

    private static String source(Class<?> type) {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        String file = outer.getName().replace('.', '/') + ".java";
        Path found = SOURCES.stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no source " + file));
        try {
            return Files.readString(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String markdown(String comment) {
        return comment.replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
                .replaceAll("\\{@link\\s+#?(?:\\w+#)?([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
