package io.papertrader.node.keys;

/** The server's keys cannot be used; the message is the one line that the operator needs to put it right. */
public final class KeyFolderException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyFolderException(String message, Throwable cause) {
        super(message, cause);
    }

    KeyFolderException(String message) {
        super(message);
    }
}
