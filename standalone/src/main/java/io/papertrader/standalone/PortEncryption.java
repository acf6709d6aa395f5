package io.papertrader.standalone;

/** The encryption of the worker's ports. */
enum PortEncryption {
    /** Clear text: on this machine alone, or behind something that encrypts. */
    NONE,

    /** TLS, by a certificate that the person who starts the network has set. */
    OWN_CERTIFICATE,

    /** TLS, by a certificate that the network makes for itself. */
    MADE_CERTIFICATE
}
