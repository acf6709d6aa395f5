package io.papertrader.node.log;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One entry of the event log (specification 2.4.4): date, time, file, function, line and message, and besides those the
 * level and the logger. The message is one line whatever its authors put into it; the lines of a stack trace follow it,
 * each behind a tab.
 */
public record LogEntry(
        Instant instant, Level level, String logger, String file, String function, int line, String message) {
    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final ExtFormatter FORMATTER = new ExtFormatter() {
        @Override
        public String format(ExtLogRecord record) {
            return formatMessage(record);
        }
    };

    /** Captures a record; to be called on the thread that logs, for the caller is found by walking its stack. */
    static LogEntry of(ExtLogRecord record) {
        return new LogEntry(
                record.getInstant(),
                record.getLevel(),
                Objects.requireNonNullElse(record.getLoggerName(), ""),
                Objects.requireNonNullElse(record.getSourceFileName(), "?"),
                Objects.requireNonNullElse(record.getSourceMethodName(), "?"),
                Math.max(0, record.getSourceLineNumber()),
                message(record));
    }

    /** Returns the day, in UTC. */
    public LocalDate date() {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Returns the time of the day, in UTC. */
    public LocalTime time() {
        return LocalTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Returns the entry as it stands in the file, line end included. */
    String text() {
        return FILE_TIME.format(instant) + " " + level + " [" + logger + "] " + file + ":" + line + " " + function
                + ": " + message + "\n";
    }

    private static String message(ExtLogRecord record) {
        var text = new StringBuilder();
        LogText.appendLine(text, formatted(record));
        new TreeMap<>(record.getMdcCopy()).forEach((key, value) -> LogText.appendLine(text, " " + key + "=" + value));
        if (record.getThrown() != null) {
            LogText.appendTrace(text, record.getThrown());
        }
        return text.toString();
    }

    private static String formatted(ExtLogRecord record) {
        try {
            return FORMATTER.format(record);
        } catch (RuntimeException e) {
            // A wrong pattern, or an argument that does not print: the bare message is better than none.
            return record.getMessage();
        }
    }
}
