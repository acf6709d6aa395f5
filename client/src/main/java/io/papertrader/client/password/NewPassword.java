package io.papertrader.client.password;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.UserName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A password that may be set: at least {@value #LEAST} characters, none of those that are guessed first, and not the
 * user's name or address or the network's name. There are no rules about kinds of characters. It is checked here, where
 * a password is chosen; one that was chosen before is never refused at login.
 */
public final class NewPassword {
    /** The fewest characters. */
    public static final int LEAST = 8;

    private static final String NETWORK = "papertrader";

    private final UserName userName;
    private final String password;

    private NewPassword(UserName userName, String password) {
        this.userName = userName;
        this.password = password;
    }

    /** The password, where it may be set; throws {@link IllegalArgumentException} with what it must be instead. */
    public static NewPassword of(UserName userName, Optional<Email> email, CharSequence password) {
        String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        String small = normal.toLowerCase(Locale.ROOT);
        require(
                normal.codePointCount(0, normal.length()) >= LEAST,
                "must have at least " + LEAST + " characters; a few words are easier to keep than signs");
        require(
                Stream.concat(Stream.of(userName.key(), NETWORK), email.stream().flatMap(NewPassword::parts))
                        .noneMatch(known -> isMadeOf(small, known)),
                "must not be your name, your address or the network's name");
        require(!CommonPasswords.contain(small), "must not be one of those that are guessed first; choose a rarer one");
        return new NewPassword(userName, normal);
    }

    private static Stream<String> parts(Email email) {
        String address = email.value().toLowerCase(Locale.ROOT);
        return Stream.of(address, address.substring(0, address.indexOf('@')));
    }

    /** True where nothing is left of it but digits and signs before and behind, or the same once more. */
    private static boolean isMadeOf(String small, String known) {
        String rest = small.replace(known, "");
        return rest.length() < small.length() && rest.codePoints().noneMatch(Character::isLetter);
    }

    private static void require(boolean isGood, String rule) {
        if (!isGood) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** The hash that the network gets to see; takes a few hundred milliseconds, on purpose: not on an event loop. */
    public HashedPass hashed() {
        return HashedPass.of(userName, password);
    }

    @Override
    public String toString() {
        return "NewPassword[hidden]";
    }
}
