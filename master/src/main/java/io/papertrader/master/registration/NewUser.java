package io.papertrader.master.registration;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
import java.util.Optional;

/**
 * Somebody in a list of accounts to make.
 *
 * @param line its line in the list
 */
record NewUser(long line, UserName userName, Optional<Email> email) {}
