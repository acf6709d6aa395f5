package io.papertrader.node.log;

import java.util.List;

/**
 * Makes text from anywhere fit for a log: control characters, line ends and characters that reorder or hide text are
 * written as escapes, so that no user can forge an entry; lengths are limited. A backslash stays as it is, because
 * entries are read by people and never decoded.
 */
final class LogText {
    static final int MAX_LINE = 8_192;
    static final int MAX_FRAMES = 64;
    static final int MAX_CAUSES = 8;

    private LogText() {}

    static void appendLine(StringBuilder target, String text) {
        if (text == null) {
            target.append("null");
            return;
        }
        int end = Math.min(text.length(), MAX_LINE);
        for (int i = 0; i < end; ) {
            int character = text.codePointAt(i);
            appendCharacter(target, character);
            i += Character.charCount(character);
        }
        if (end < text.length()) {
            target.append("... (").append(text.length() - end).append(" more)");
        }
    }

    static void appendTrace(StringBuilder target, Throwable thrown) {
        Throwable current = thrown;
        // Causes may be a circle; the limit ends it.
        for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
            target.append("\n\t").append(depth == 0 ? "" : "caused by ");
            appendLine(target, describe(current));
            List<StackTraceElement> frames = List.of(current.getStackTrace());
            for (StackTraceElement frame : frames.subList(0, Math.min(frames.size(), MAX_FRAMES))) {
                target.append("\n\tat ");
                appendLine(target, frame.toString());
            }
            if (frames.size() > MAX_FRAMES) {
                target.append("\n\t... ").append(frames.size() - MAX_FRAMES).append(" more");
            }
            current = current.getCause();
        }
    }

    private static String describe(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException e) {
            // getMessage may be anyone's code.
            return thrown.getClass().getName();
        }
    }

    private static void appendCharacter(StringBuilder target, int character) {
        switch (character) {
            case '\n' -> target.append("\\n");
            case '\r' -> target.append("\\r");
            case '\t' -> target.append("\\t");
            default -> {
                if (isHarmless(character)) {
                    target.appendCodePoint(character);
                } else {
                    target.append(String.format("\\u%04x", character));
                }
            }
        }
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
