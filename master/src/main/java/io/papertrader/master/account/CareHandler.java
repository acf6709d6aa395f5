package io.papertrader.master.account;

import io.papertrader.codec.message.CareReply.AccountDeleted;
import io.papertrader.codec.message.CareReply.DeviceRemembered;
import io.papertrader.codec.message.CareReply.ProfileSet;
import io.papertrader.codec.message.CareReply.SessionsEnded;
import io.papertrader.codec.message.CareRequest;
import io.papertrader.codec.message.CareRequest.DeleteAccount;
import io.papertrader.codec.message.CareRequest.EndSession;
import io.papertrader.codec.message.CareRequest.GetAccountRecord;
import io.papertrader.codec.message.CareRequest.GetLoginAddresses;
import io.papertrader.codec.message.CareRequest.ListSessions;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.CareRequest.SetProfile;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionName;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.session.OwnSessions;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests about the own account and its sessions, in and out of the protocol. */
@ApplicationScoped
public class CareHandler {
    private final Sessions sessions;
    private final OwnSessions own;
    private final OwnAccounts care;
    private final KnownAddresses addresses;
    private final KnownDevices devices;

    CareHandler(Sessions sessions, OwnSessions own, OwnAccounts care, KnownAddresses addresses, KnownDevices devices) {
        this.sessions = sessions;
        this.own = own;
        this.care = care;
        this.addresses = addresses;
        this.devices = devices;
    }

    /** Answers a request that came from there. */
    public Uni<Reply> handle(CareRequest request, Origin origin) {
        return sessions.authorise(request.sessionId())
                .flatMap(owner -> owner.map(known -> handle(request, known, origin))
                        .orElseGet(() ->
                                Uni.createFrom().item(() -> Sessions.notActive().reply(request, never -> null))));
    }

    private Uni<Reply> handle(CareRequest request, Owner owner, Origin origin) {
        return switch (request) {
            case ListSessions list ->
                Outcome.position(list.after(), SessionName::new)
                        .replyLater(
                                list,
                                after ->
                                        own.page(owner, list.sessionId(), after).map(page -> page));
            case EndSession end -> own.end(owner, end, origin).map(outcome -> outcome.reply(end, SessionsEnded::new));
            case SetProfile set ->
                care.setProfile(owner, set.isPublic(), origin).map(ProfileSet::new);
            case DeleteAccount delete ->
                care.delete(owner, delete, origin)
                        .map(outcome -> outcome.reply(delete, deleted -> new AccountDeleted()));
            case GetAccountRecord record ->
                Outcome.position(record.after(), Long::valueOf)
                        .replyLater(record, after -> care.record(owner, after).map(page -> page));
            case RememberDevice remember ->
                devices.remember(owner, remember, origin)
                        .map(outcome -> outcome.reply(remember, DeviceRemembered::new));
            case GetLoginAddresses _ -> addresses.of(owner.account()).map(all -> all);
        };
    }
}
