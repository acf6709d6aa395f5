package io.papertrader.master.registration;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A list of accounts to make, as spreadsheets write it: CSV in UTF-8, a username and, where there is one, an email
 * address a line. A first line may name the columns, in any order and with others between them.
 */
record ClassList(List<NewUser> users, List<String> faults) {
    /** The most accounts that are made at once. */
    static final int MOST = 1_000;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String USERNAME = "username";
    private static final String EMAIL = "email";

    static ClassList parse(byte[] file) {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException otherEncoding) {
            return faulty("The file is not in UTF-8; save it as \"CSV UTF-8\".");
        } catch (CsvParseException broken) {
            return faulty("The file is no CSV: a quotation mark is not closed, or a line is too long.");
        }
    }

    private static ClassList parse(String text) {
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        Reading reading = new Reading();
        CsvReader.builder()
                .fieldSeparator(separator(content))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(content)
                .forEach(reading::take);
        return reading.done();
    }

    /** The separator of columns. Where the decimal separator is a comma, spreadsheets part columns by semicolons. */
    private static char separator(String content) {
        String first = content.lines().findFirst().orElse("");
        return first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }

    private static ClassList faulty(String fault) {
        return new ClassList(List.of(), List.of(fault));
    }

    /** The list as far as it is read. */
    private static final class Reading {
        private final List<NewUser> users = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final Map<String, Long> names = new HashMap<>();
        private final Map<String, Long> emails = new HashMap<>();
        private int nameColumn;
        private int emailColumn = 1;
        private boolean isBegun;

        void take(CsvRecord line) {
            boolean isHeading = !isBegun && line.getFields().stream().anyMatch(field -> isNamed(field, USERNAME));
            isBegun = true;
            if (isHeading) {
                nameColumn = column(line, USERNAME);
                emailColumn = column(line, EMAIL);
            } else {
                user(line);
            }
        }

        private void user(CsvRecord line) {
            try {
                UserName name = UserName.ofNewAccount(field(line, nameColumn));
                String address = field(line, emailColumn);
                Optional<Email> email = address.isEmpty() ? Optional.empty() : Optional.of(email(address));
                once(names, name.key(), line, "the username " + name);
                email.ifPresent(given -> once(emails, given.key(), line, "the email address " + given));
                users.add(new NewUser(line.getStartingLineNumber(), name, email));
            } catch (IllegalArgumentException outOfBounds) {
                faults.add("Line " + line.getStartingLineNumber() + ": "
                        + sentence(String.valueOf(outOfBounds.getMessage())));
            }
        }

        private static Email email(String address) {
            try {
                return Email.ofNewAccount(address);
            } catch (IllegalArgumentException outOfBounds) {
                throw new IllegalArgumentException("the email address " + outOfBounds.getMessage(), outOfBounds);
            }
        }

        private static void once(Map<String, Long> seen, String key, CsvRecord line, String what) {
            Long before = seen.putIfAbsent(key, line.getStartingLineNumber());
            if (before != null) {
                throw new IllegalArgumentException(what + " is in line " + before + " already");
            }
        }

        ClassList done() {
            if (users.size() > MOST) {
                return faulty("At most " + MOST + " accounts are made at once; the file has " + users.size() + ".");
            }
            if (users.isEmpty() && faults.isEmpty()) {
                return faulty("The file has no line with a username.");
            }
            return new ClassList(List.copyOf(users), List.copyOf(faults));
        }

        private static String sentence(String text) {
            String subject = text.startsWith("must") ? "the username " + text : text;
            return subject + ".";
        }

        private static int column(CsvRecord heading, String name) {
            for (int i = 0; i < heading.getFieldCount(); i++) {
                if (isNamed(heading.getField(i), name)) {
                    return i;
                }
            }
            return Integer.MAX_VALUE;
        }

        private static boolean isNamed(String field, String name) {
            return field.strip().toLowerCase(Locale.ROOT).equals(name);
        }

        private static String field(CsvRecord line, int column) {
            return column < line.getFieldCount() ? line.getField(column).strip() : "";
        }
    }
}
