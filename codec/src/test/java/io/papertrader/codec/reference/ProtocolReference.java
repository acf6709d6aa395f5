package io.papertrader.codec.reference;

import io.papertrader.codec.link.HelloContent;
import io.papertrader.codec.link.WelcomeContent;
import io.papertrader.codec.message.AccountRequest;
import io.papertrader.codec.message.GoldenVectors;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Instruction.Use;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.DataTransfer;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Field;
import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.MessageType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the page's text with what the table of instructions says. */
final class ProtocolReference {
    private static final List<Instruction> ROWS = List.of(Instruction.values());

    private static final String TABLE_HEAD = """
            | type | code | instruction | arguments | state | session | replies |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String PAGES_HEAD = """
            | the first page alone | any page | items of a page |
            | --- | --- | --- |
            """;

    private final Structures structures = new Structures();

    /** The page of this text, whose places are named in double braces. */
    String render(String text) {
        String page = text;
        for (Map.Entry<String, Supplier<String>> part : parts().entrySet()) {
            page = page.replace(
                    "{{" + part.getKey() + "}}", part.getValue().get().stripTrailing());
        }
        return page;
    }

    /** The parts in the order of the page: the values are those that the parts before have mentioned. */
    private Map<String, Supplier<String>> parts() {
        Map<String, Supplier<String>> parts = new LinkedHashMap<>();
        parts.put("bytes login", () -> GoldenVectors.named("login").bytes());
        parts.put("bytes sessionID", () -> GoldenVectors.named("sessionID").bytes());
        parts.put("maxDataSize", () -> count(Header.MAX_DATA_SIZE));
        parts.put("packetSize", () -> count(DataTransfer.PACKET_SIZE));
        parts.put("maxPackets", () -> count(DataTransfer.MAX_PACKETS));
        parts.put("pages", ProtocolReference::pages);
        parts.put("failCodes", ProtocolReference::failCodes);
        parts.put("hashedPass", ProtocolReference::hashedPass);
        parts.put("table", () -> table(row -> row.use() != Use.LINK));
        parts.put("requests", () -> sections(row -> isRequest(row) && row.use() != Use.LINK));
        parts.put(
                "returns",
                () -> sections(row -> row.messageType() == MessageType.SERVER_RETURN && row.use() != Use.LINK));
        parts.put("events", () -> sections(row -> row.messageType() == MessageType.EVENT && row.use() != Use.LINK));
        parts.put("structures", () -> structures.sections(contents(row -> row.use() != Use.LINK)));
        parts.put("linkContents", () -> structures.sections(List.of(HelloContent.LAYOUT, WelcomeContent.LAYOUT)));
        parts.put("linkTable", () -> table(row -> row.use() == Use.LINK));
        parts.put("linkMessages", () -> sections(row -> row.use() == Use.LINK));
        parts.put("linkStructures", () -> structures.sections(contents(row -> row.use() == Use.LINK)));
        parts.put("values", structures::values);
        parts.put("vectorCount", () -> count(GoldenVectors.all().size()));
        return parts;
    }

    private static String failCodes() {
        return Arrays.stream(FailCode.values())
                .map(code -> "| `" + code + "` | " + SourceComments.ofConstant(code) + " |\n")
                .collect(Collectors.joining("", "| code | meaning |\n| --- | --- |\n", ""));
    }

    private static String hashedPass() {
        return ((AccountRequest.Login) GoldenVectors.named("login").message())
                .hashedPass()
                .value();
    }

    /** Each request with pages, and the one without: named by what their answers carry. */
    private static String pages() {
        return ROWS.stream()
                .filter(row -> row.content().filter(ProtocolReference::isPage).isPresent())
                .sorted(Comparator.comparing(Instruction::messageType).thenComparing(Instruction::code))
                .map(ProtocolReference::pagesRow)
                .collect(Collectors.joining("", PAGES_HEAD, ""));
    }

    private static String pagesRow(Instruction row) {
        Layout<?> content = row.content().orElseThrow();
        Layout<?> whole = content.fields().getFirst().type() instanceof Layout<?> first ? first : content;
        String plain = ROWS.stream()
                .filter(other -> other != row)
                .filter(other -> other.content().filter(whole::equals).isPresent())
                .map(other -> Structures.link(heading(other), other.specName()))
                .collect(Collectors.joining(", "));
        String items = whole.fields().stream()
                .filter(field -> field.type() instanceof FieldType.ListField)
                .map(field -> count(((FieldType.ListField<?>) field.type()).most()) + " " + field.name())
                .collect(Collectors.joining());
        return "| %s | %s | %s |\n".formatted(plain, Structures.link(heading(row), row.specName()), items);
    }

    private static boolean isPage(Layout<?> content) {
        return Reply.Page.class.isAssignableFrom(content.type());
    }

    private static String table(Predicate<Instruction> wanted) {
        return ROWS.stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Instruction::messageType).thenComparing(Instruction::code))
                .map(ProtocolReference::tableRow)
                .collect(Collectors.joining("", TABLE_HEAD, ""));
    }

    private static String tableRow(Instruction row) {
        String arguments = row.layout().map(Layout::fields).orElse(List.of()).stream()
                .map(field -> field.name() + " " + Structures.type(field.type()))
                .collect(Collectors.joining(", "));
        return "| %d | %d | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.messageType().code(),
                        row.code(),
                        Structures.link(heading(row), row.specName()),
                        arguments,
                        state(row),
                        session(row),
                        replies(row));
    }

    private String sections(Predicate<Instruction> wanted) {
        return ROWS.stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Instruction::messageType).thenComparing(Instruction::code))
                .map(this::section)
                .collect(Collectors.joining("\n"));
    }

    private String section(Instruction row) {
        return "#### %s\n\n%s\n\n%s%s"
                .formatted(
                        heading(row),
                        row.layout()
                                .map(layout -> Prose.wrapped(SourceComments.of(layout.type())))
                                .orElse("The answer to a request for data, in one packet or more (4.6.27)."),
                        row.layout().map(structures::fields).orElse("Binary: the structure that the request names.\n"),
                        isRequest(row) ? "\n" + usage(row) : "");
    }

    private static String usage(Instruction row) {
        String where = "messageType %d, %s"
                .formatted(row.messageType().code(), row.use() == Use.LINK ? "on the link" : state(row));
        String session = session(row).isEmpty() ? "" : "; session " + session(row);
        return Prose.wrapped(where + session + ". Answered with " + replies(row) + ".") + "\n";
    }

    private static String heading(Instruction row) {
        return row.specName() + " (" + row.code() + ")";
    }

    private static String state(Instruction row) {
        return switch (row.use()) {
            case COMMAND_STATE -> "command state";
            case DATA_STATE -> "data transfer state";
            case BOTH_STATES -> "both states";
            case LINK, TO_CLIENT -> "";
        };
    }

    private static String session(Instruction row) {
        return switch (row.session()) {
            case NONE -> isRequest(row) && row.use() != Use.LINK ? "not needed" : "";
            case IN_MESSAGE -> "in the message";
            case BOUND -> "bound";
        };
    }

    private static String replies(Instruction row) {
        return row.replies().stream()
                .map(reply -> Structures.link(heading(reply), reply.specName())
                        + row.content()
                                .filter(content -> reply == Instruction.DATA)
                                .map(content -> " (" + Structures.type(content) + ")")
                                .orElse(""))
                .collect(Collectors.joining(" or "));
    }

    private static boolean isRequest(Instruction row) {
        return row.layout()
                .map(Layout::type)
                .filter(Request.class::isAssignableFrom)
                .isPresent();
    }

    /** The contents of data, and the records inside the binary messages themselves. */
    private static List<Layout<?>> contents(Predicate<Instruction> wanted) {
        return ROWS.stream()
                .filter(wanted)
                .flatMap(row -> Stream.concat(row.content().stream(), insideBinary(row)))
                .toList();
    }

    private static Stream<Layout<?>> insideBinary(Instruction row) {
        return row.layout().filter(layout -> row.isBinary()).map(Layout::fields).orElse(List.of()).stream()
                .map(Field::type)
                .map(Structures::nested)
                .flatMap(Optional::stream);
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
