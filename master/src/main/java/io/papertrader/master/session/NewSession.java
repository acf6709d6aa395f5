package io.papertrader.master.session;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.master.Origin;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.leadership.Statement;
import java.util.Optional;

/**
 * A session that is to begin, of an account that has just proved who it is.
 *
 * @param entry the entry that says how it did
 * @param proof the proof, where it is used up by it in one transaction: no session without the one or the other
 * @param deviceSession the session that has remembered the device, where the account knows this one
 */
public record NewSession(
        AccountId account,
        Origin origin,
        boolean isExpirable,
        AuditEntry entry,
        Optional<Statement> proof,
        Optional<SessionHash> deviceSession) {}
