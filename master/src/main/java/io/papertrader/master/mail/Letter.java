package io.papertrader.master.mail;

import io.papertrader.codec.message.Email;

/** One mail: plain text, without links. */
public record Letter(Email to, String subject, String text) {}
