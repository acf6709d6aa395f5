package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.net.IDN;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account's email address (specification 2.4.1), in Unicode's form NFC: at most 321 characters, 64 of them before
 * the {@code @}, a domain with a dot behind it, no spaces; unique without regard to case, to the form of its characters
 * (NFKC) and to whether its domain is written in Punycode. A new account's domain has no hyphen at an end of a part of
 * it.
 */
public record Email(String value) {
    private static final int MAX_LENGTH = 321;

    /** A character of UTF-16 takes three bytes of UTF-8 at most. */
    private static final int MOST_BYTES = 3 * MAX_LENGTH;

    /** {@code str}. */
    public static final FieldType<Email> TYPE = FieldType.STR.atMost(MOST_BYTES).as(Email::new, Email::value);

    /** {@code str}, empty where there is none. */
    public static final FieldType<Optional<Email>> OPTIONAL = FieldType.STR
            .atMost(MOST_BYTES)
            .as(
                    text -> text.isEmpty() ? Optional.empty() : Optional.of(new Email(text)),
                    email -> email.map(Email::value).orElse(""));

    /** {@code str}, of an account that is to be made. */
    public static final FieldType<Email> NEW_TYPE =
            FieldType.STR.atMost(MOST_BYTES).as(Email::ofNewAccount, Email::value);

    /** {@code str}, of an account that is to be made; empty where it has none. */
    public static final FieldType<Optional<Email>> NEW_OPTIONAL = FieldType.STR
            .atMost(MOST_BYTES)
            .as(
                    text -> text.isEmpty() ? Optional.empty() : Optional.of(ofNewAccount(text)),
                    email -> email.map(Email::value).orElse(""));

    /** Marks are part of letters in many scripts, and follow them. */
    private static final String LABEL = "[\\p{L}\\p{N}-][\\p{L}\\p{N}\\p{M}-]{0,62}";

    private static final Pattern ALLOWED = Pattern.compile("[^\\p{Z}\\p{C}@]{1,64}@" + LABEL + "(\\." + LABEL + ")+");

    private static final Pattern HYPHEN_AT_AN_END = Pattern.compile("[.@]-|-(\\.|$)");

    /** Characters that an address has only in quotes (RFC 5322), which mailers do not send to. */
    private static final Pattern QUOTED = Pattern.compile("[()<>\\[\\]:;\\\\,\"]");

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    public Email {
        value = Normalizer.normalize(value, Form.NFC);
        if (value.length() > MAX_LENGTH || !ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be an address like name@example.org of at most 321 characters");
        }
    }

    /** An address that an account may be given. */
    public static Email ofNewAccount(String value) {
        Email email = new Email(value);
        if (HYPHEN_AT_AN_END.matcher(email.value).find(email.at())) {
            throw new IllegalArgumentException("must have a domain whose parts neither begin nor end with '-'");
        }
        if (QUOTED.matcher(email.value).find()) {
            throw new IllegalArgumentException("must have none of ( ) < > [ ] : ; , \\ \" before the '@'");
        }
        if (email.asciiDomain().isEmpty()) {
            throw new IllegalArgumentException(
                    "must have a domain that is sure to be found: give it in its form for machines (xn--...)");
        }
        return email;
    }

    /**
     * The address as it is written on mail, its domain in Punycode; empty where mail cannot be sent there: few servers
     * take anything but ASCII before the {@code @} (SMTPUTF8), and addresses of before may have what mailers refuse.
     */
    public Optional<String> onMail() {
        String name = value.substring(0, at());
        boolean isWritable =
                ASCII.matcher(name).matches() && !QUOTED.matcher(name).find();
        return isWritable ? asciiDomain().map(domain -> name + "@" + domain) : Optional.empty();
    }

    /**
     * The domain as machines know it. Some letters become others on the way, as ß becomes ss, and the domain somebody
     * else's; such a domain has no form that is sure, and is to be given in Punycode.
     */
    private Optional<String> asciiDomain() {
        String domain = value.substring(at() + 1);
        if (ASCII.matcher(domain).matches()) {
            return Optional.of(domain);
        }
        try {
            String small = domain.toLowerCase(Locale.ROOT);
            String ascii = IDN.toASCII(small, IDN.ALLOW_UNASSIGNED);
            return IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED).equals(small) ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /**
     * The form of the address in which two that are the same are equal. The rule is fixed: accounts are stored under
     * it.
     */
    public String key() {
        String domain = folded(value.substring(at() + 1));
        return folded(value.substring(0, at())) + "@" + folded(IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED));
    }

    /** Text without what does not count in a comparison: the form of characters, and case, by each character alone. */
    public static String folded(String text) {
        int[] caseless = Normalizer.normalize(text, Form.NFKC)
                .codePoints()
                .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
                .toArray();
        return Normalizer.normalize(new String(caseless, 0, caseless.length), Form.NFKC);
    }

    private int at() {
        return value.indexOf('@');
    }

    @Override
    public String toString() {
        return value;
    }
}
