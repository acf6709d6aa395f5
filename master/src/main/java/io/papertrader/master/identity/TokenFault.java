package io.papertrader.master.identity;

import io.papertrader.codec.message.ProviderName;

/** The reason for which a token is not accepted, in order of precedence. */
enum TokenFault {
    /** It cannot be read, has no subject, or is a token of another kind. */
    NO_ID_TOKEN("This is no ID token of %s; log in there again."),
    /** Its signature is missing, of a kind that is not taken, or not by one of the issuer's keys. */
    NOT_SIGNED("The token is not signed by %s; log in there again."),
    /** Another issuer made it. */
    OTHER_ISSUER("The token was not issued by %s; log in there again."),
    /** It was made for somebody else than this network. */
    OTHER_AUDIENCE("The token of %s was made for another service than this one."),
    /** It is too old. */
    EXPIRED("The login with %s has expired; log in there again."),
    /** It was made in the future. */
    NOT_YET("The token of %s is from the future: its clock and the master's differ."),
    /** It has a nonce that is not the secret's, or none. */
    OTHER_LOGIN("The token of %s was not made for this login; log in there again."),
    /** It has done what it was for. */
    USED("The token of %s was used before; log in there again.");

    private final String sentence;

    TokenFault(String sentence) {
        this.sentence = sentence;
    }

    /** The sentence for people. */
    String sentence(ProviderName provider) {
        return sentence.formatted(provider);
    }
}
