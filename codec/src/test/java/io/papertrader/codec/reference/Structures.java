package io.papertrader.codec.reference;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Field;
import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Describes layouts field by field, and remembers which values and structures they mentioned. */
final class Structures {
    /** Each value type that was mentioned, with the wire types it was seen as. */
    private final Map<Class<?>, List<FieldType<?>>> values = new LinkedHashMap<>();

    private final Map<Class<?>, Layout<?>> described = new LinkedHashMap<>();

    /** A table of fields. */
    String fields(Layout<?> layout) {
        if (layout.fields().isEmpty()) {
            return "No arguments.\n";
        }
        StringBuilder text = new StringBuilder("| field | type | value |\n| --- | --- | --- |\n");
        for (int i = 0; i < layout.fields().size(); i++) {
            RecordComponent component = layout.type().getRecordComponents()[i];
            Field<?, ?> field = layout.fields().get(i);
            String meaning = SourceComments.ofComponent(layout.type(), component.getName())
                    .orElse("");
            String value = value(field.type(), component.getGenericType());
            text.append("| %s | %s | %s |\n"
                    .formatted(
                            field.name(),
                            type(field.type()),
                            value.isEmpty() || meaning.isEmpty() ? value + meaning : value + ": " + meaning));
        }
        return text.toString();
    }

    /** A section for each of these and the structures inside them, once. */
    String sections(List<Layout<?>> layouts) {
        List<Layout<?>> found = new ArrayList<>();
        layouts.forEach(layout -> collect(layout, found));
        return found.stream()
                .map(layout -> "#### " + name(layout.type()) + "\n\n" + Prose.wrapped(SourceComments.of(layout.type()))
                        + "\n\n" + fields(layout))
                .collect(Collectors.joining("\n"));
    }

    /** A section for each value that was mentioned so far. */
    String values() {
        return values.entrySet().stream()
                .filter(value -> value.getKey() != FailCode.class)
                .map(value -> "#### " + value.getKey().getSimpleName() + "\n\n"
                        + Prose.wrapped(SourceComments.firstSentence(value.getKey()))
                        + "\n" + constants(value.getKey(), value.getValue()))
                .collect(Collectors.joining("\n"));
    }

    static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer != null && outer.isRecord() ? name(outer) + "." + type.getSimpleName() : type.getSimpleName();
    }

    static String link(String heading, String text) {
        String anchor =
                heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
        return "[" + text + "](#" + anchor + ")";
    }

    static String link(String heading) {
        return link(heading, heading);
    }

    /** The type in the protocol's words. */
    static String type(FieldType<?> type) {
        return switch (type) {
            case Layout<?> layout -> link(name(layout.type()));
            case FieldType.OptionalField<?> option -> "opt " + type(option.of());
            case FieldType.ListField<?> list ->
                "list " + type(list.of())
                        + (list.most() == Integer.MAX_VALUE
                                ? ""
                                : String.format(Locale.ROOT, ", at most %,d", list.most()));
            default -> type.name();
        };
    }

    private void collect(Layout<?> layout, List<Layout<?>> found) {
        if (described.putIfAbsent(layout.type(), layout) == null) {
            found.add(layout);
            layout.fields().forEach(field -> nested(field.type()).ifPresent(inner -> collect(inner, found)));
        }
    }

    /** The structure inside a type, where there is one. */
    static Optional<Layout<?>> nested(FieldType<?> type) {
        return switch (type) {
            case Layout<?> layout -> Optional.of(layout);
            case FieldType.OptionalField<?> option -> nested(option.of());
            case FieldType.ListField<?> list -> nested(list.of());
            default -> Optional.empty();
        };
    }

    private String value(FieldType<?> type, Type java) {
        return switch (type) {
            case Layout<?> layout -> "";
            case FieldType.OptionalField<?> option -> value(option.of(), argument(java));
            case FieldType.ListField<?> list -> value(list.of(), argument(java));
            default ->
                java instanceof ParameterizedType generic
                        ? leaf(type, argument(java))
                                + (generic.getRawType() == Optional.class
                                        ? ", or empty"
                                        : ", any number of them separated by commas")
                        : leaf(type, java);
        };
    }

    private String leaf(FieldType<?> type, Type java) {
        if (!(java instanceof Class<?> value) || !value.getName().startsWith("io.papertrader")) {
            return "";
        }
        List<FieldType<?>> seen = values.computeIfAbsent(value, first -> new ArrayList<>());
        if (!seen.contains(type)) {
            seen.add(type);
        }
        return value == FailCode.class ? link("Fail codes", "FailCode") : link(value.getSimpleName());
    }

    private static Type argument(Type java) {
        return ((ParameterizedType) java).getActualTypeArguments()[0];
    }

    @SuppressWarnings("unchecked")
    private static String constants(Class<?> value, List<FieldType<?>> types) {
        if (!value.isEnum()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n");
        for (Object constant : value.getEnumConstants()) {
            String forms = types.stream()
                    .map(type -> "`" + WireForm.of((FieldType<Object>) type, constant) + "` as a " + type.name())
                    .collect(Collectors.joining(", "));
            text.append(Prose.item(forms + ": " + SourceComments.ofConstant((Enum<?>) constant)));
        }
        return text.toString();
    }
}
