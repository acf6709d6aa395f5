package io.papertrader.worker.clients;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.worker.master.Relay;
import jakarta.inject.Singleton;

/** Asks the master for events that happened while nobody vouched for their account's session here, and tells them. */
@Singleton
class CatchUp {
    private final Relay relay;

    CatchUp(Relay relay) {
        this.relay = relay;
    }

    /** Asks for all that this client may have missed; what cannot be had now is asked for at the next look. */
    void ask(Client client) {
        if (relay.isUp()) {
            client.uses().takeBehind().forEach(behind -> ask(client, behind));
        }
    }

    private void ask(Client client, Uses.Behind behind) {
        relay.ask(client.asker(), new Resume(behind.id(), behind.from()), client.address())
                .onSuccess(reply -> client.later(() -> answered(client, behind, reply)));
    }

    private void answered(Client client, Uses.Behind behind, Reply reply) {
        if (!(reply instanceof EventPage page)) {
            client.uses().fellBehind(behind.user(), behind.from());
            return;
        }
        page.events().forEach(event -> client.accounts().tellMissed(behind.user(), event));
        if (page.more()) {
            client.uses().fellBehind(behind.user(), page.last());
            ask(client);
        }
    }
}
