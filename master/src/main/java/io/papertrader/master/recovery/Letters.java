package io.papertrader.master.recovery;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.mail.Letter;
import java.time.Duration;

/**
 * The letters that are mailed: plain text with the command to type, and no link, as people who follow links in mails
 * are easily led astray.
 */
final class Letters {
    private Letters() {}

    static Letter reset(Email to, UserName user, OneTimeToken token, Duration life) {
        return new Letter(
                to, "PaperTrader: a new password for " + user, """
                Somebody, probably you, has forgotten the password of the PaperTrader account %1$s.

                To set a new one, type

                    papertrader password reset %1$s

                and when it asks for the token

                    %2$s

                The token is good for %3$d minutes, and once. If it was not you, do nothing: the password stays as it is.
                """.formatted(user, token.grouped(), life.toMinutes()));
    }

    static Letter confirmation(Email to, UserName user, OneTimeToken token, Duration life) {
        return new Letter(to, "PaperTrader: is this the address of " + user + "?", """
                Somebody, probably you, wants this to be the address of the PaperTrader account %1$s.

                If it is, type, logged in as %1$s,

                    papertrader account confirm

                and when it asks for the token

                    %2$s

                The token is good for %3$d minutes, and once. If it was not you, do nothing.
                """.formatted(
                        user, token.grouped(), life.toMinutes()));
    }

    static Letter newAddress(Email to, UserName user) {
        return new Letter(to, "PaperTrader: another address for " + user, """
                Somebody, probably you, wants the PaperTrader account %1$s to have another address than this one. It will have it
                when they have shown that they read mail there.

                If it was not you, somebody knows your password. Set another at once:

                    papertrader password set
                """.formatted(user));
    }

    static Letter newPassword(Email to, UserName user) {
        return new Letter(to, "PaperTrader: " + user + " has a new password", """
                The PaperTrader account %1$s has a new password, and its other sessions are over.

                If it was not you, get the account back:

                    papertrader password forgot %1$s
                """.formatted(user));
    }
}
