package io.papertrader.master.limits;

import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.limits.Limits.Kind;
import io.papertrader.node.limits.TooOften;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tries at passwords. A try is counted before it is looked at, so that those sent at once are counted too: as a
 * wrong one, and as a right one. The half that it turns out not to be is given back. A user who comes from an address
 * that the account was logged into from before answers for the wrong tries of that account from there alone, and a
 * session for those in it and on the device that it has remembered: what others try, elsewhere or with other accounts,
 * is not held against them.
 */
@ApplicationScoped
public class LoginTries {
    private final Limits limits;

    LoginTries(Limits limits) {
        this.limits = limits;
    }

    /** The decision to look at a password, or not. */
    public sealed interface Try {
        /** It was counted; what is used up by it where it is wrong, and where it is right. */
        record Counted(List<Count> ifWrong, Count ifRight) implements Try {}

        /** It has to wait, for this reason: there were too many guesses, or too many right passwords. */
        record Refused(String reason, boolean isForGuesses) implements Try {}
    }

    /** One bucket that a try was taken from. */
    public record Count(Kind kind, String who) {}

    /** Counts a try. */
    public Try take(UserName userName, Place place, boolean isKnownThere) {
        Count here = here(userName, place);
        List<Count> ifWrong = isKnownThere
                ? List.of(here)
                : List.of(
                        here,
                        new Count(Kind.LOGIN_BY_ACCOUNT, userName.key()),
                        new Count(Kind.LOGIN_BY_ADDRESS, place.toString()));
        return take(new Try.Counted(ifWrong, new Count(Kind.RIGHT_LOGIN, userName.key())));
    }

    /** True where the tries of strangers at this account are used up, so that all of theirs are refused. */
    public boolean areStrangersHeldBack(UserName userName) {
        return limits.isEmpty(Kind.LOGIN_BY_ACCOUNT, userName.key());
    }

    /** Counts a try in a session, or on its device: wherever it is, it answers for itself alone. */
    public Try takeInSession(UserName userName, SessionName session) {
        return take(new Try.Counted(
                List.of(new Count(Kind.LOGIN, userName.key() + " from session " + session)),
                new Count(Kind.RIGHT_LOGIN, userName.key() + " from known devices")));
    }

    private Try take(Try.Counted counts) {
        List<Count> taken = new ArrayList<>();
        for (Count count : Stream.concat(counts.ifWrong().stream(), Stream.of(counts.ifRight()))
                .toList()) {
            Optional<TooOften> tooOften = limits.take(count.kind(), count.who());
            if (tooOften.isPresent()) {
                giveBack(taken);
                return new Try.Refused(
                        reason(count.kind()) + "; " + tooOften.get().tryAgain() + ".",
                        count.kind() != Kind.RIGHT_LOGIN);
            }
            taken.add(count);
        }
        return counts;
    }

    private static String reason(Kind kind) {
        return kind == Kind.RIGHT_LOGIN ? "Too many logins of this account" : "Too many failed logins";
    }

    private static Count here(UserName userName, Place place) {
        return new Count(Kind.LOGIN, userName.key() + " from " + place);
    }

    /** Forgets the tries of this account from this place, where it turned out that its owner is there. */
    public void forget(UserName userName, Place place) {
        Count here = here(userName, place);
        limits.forget(here.kind(), here.who());
    }

    /** It was right. */
    public void right(Try.Counted counted) {
        giveBack(counted.ifWrong());
    }

    /** It was wrong, or its asker had no time left for it to be looked at. */
    public void wrong(Try.Counted counted) {
        giveBack(List.of(counted.ifRight()));
    }

    /** It was not looked at, by no fault of its asker. */
    public void notLookedAt(Try.Counted counted) {
        giveBack(counted.ifWrong());
        giveBack(List.of(counted.ifRight()));
    }

    private void giveBack(List<Count> counts) {
        counts.forEach(count -> limits.giveBack(count.kind(), count.who()));
    }
}
