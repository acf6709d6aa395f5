package io.papertrader.master.admin;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.master.audit.By;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.RegisteredWorkers;
import io.papertrader.master.workers.ReplacedStamps;
import io.papertrader.master.workers.Worker;
import io.papertrader.master.workers.WorkerLink;
import io.papertrader.node.socket.AddressRange;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Registers, shows and boots off workers (specification 3.1.5). */
@Path("/admin/workers")
public class WorkersResource {
    private final RegisteredWorkers registered;
    private final ConnectedWorkers connected;
    private final ReplacedStamps stamps;
    private final InstantSource time;

    WorkersResource(
            RegisteredWorkers registered, ConnectedWorkers connected, ReplacedStamps stamps, InstantSource time) {
        this.registered = registered;
        this.connected = connected;
        this.stamps = stamps;
        this.time = time;
    }

    /** The request to register a worker. */
    public record Registration(UUID uuid, String name, String publicKey, List<String> allowed, String publicAddress) {
        Worker toWorker(UUID worker, boolean isEnabled, Instant registeredAt) throws LinkFault {
            if (name == null
                    || publicKey == null
                    || allowed == null
                    || allowed.contains(null)
                    || publicAddress == null) {
                throw new IllegalArgumentException("name, publicKey, allowed and publicAddress must be given");
            }
            return new Worker(
                    worker,
                    name,
                    LinkPublicKey.parse(publicKey),
                    allowed.stream().map(Registration::range).toList(),
                    WorkerAddress.parse(publicAddress),
                    isEnabled,
                    registeredAt);
        }

        private static AddressRange range(String text) {
            try {
                return AddressRange.parse(text);
            } catch (IllegalArgumentException bad) {
                throw new IllegalArgumentException("allowed " + bad.getMessage(), bad);
            }
        }
    }

    /** An order as the operator sees it whose timestamp the master replaced: nothing of what was ordered. */
    public record StampView(UUID order, String username, Instant workersTime, Instant placedAt) {
        static StampView of(ReplacedStamps.Replaced replaced) {
            return new StampView(
                    replaced.order().value(), replaced.owner().value(), replaced.stamp(), replaced.placedAt());
        }
    }

    @GET
    @NeedsRead
    public List<WorkerView> list() {
        return registered.all().stream()
                .map(worker -> WorkerView.of(worker, link(worker.uuid())))
                .toList();
    }

    /** A worker with the figures that it gives itself, where it is there to be asked. */
    @GET
    @NeedsRead
    @Path("{uuid}")
    public Uni<Response> show(UUID uuid) {
        return withWorker(uuid, worker -> {
            Optional<WorkerLink> link = link(uuid);
            WorkerView view = WorkerView.of(worker, link);
            return link.map(there -> there.status()
                            .map(view::with)
                            .onFailure()
                            .recoverWithItem(view)
                            .map(asked -> Response.ok(asked).build()))
                    .orElseGet(() -> Uni.createFrom().item(Response.ok(view).build()));
        });
    }

    /** The worker's latest orders whose timestamps were too far from the master's clock, the latest first. */
    @GET
    @NeedsRead
    @Path("{uuid}/stamps")
    public Uni<Response> stamps(UUID uuid) {
        return withWorker(
                uuid,
                worker -> stamps.latest(uuid)
                        .map(replaced -> Response.ok(
                                        replaced.stream().map(StampView::of).toList())
                                .build()));
    }

    @POST
    @NeedsAll
    public Uni<Response> register(Registration registration, @Context SecurityContext caller) {
        if (registration == null || registration.uuid() == null) {
            return error(Status.BAD_REQUEST, "uuid must be given");
        }
        if (registered.find(registration.uuid()).isPresent()) {
            return error(Status.CONFLICT, "A worker with this uuid is registered already; PUT changes it.");
        }
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        return save(
                registration,
                registration.uuid(),
                true,
                now,
                Status.CREATED,
                Caller.of(caller).by());
    }

    @PUT
    @NeedsAll
    @Path("{uuid}")
    public Uni<Response> change(UUID uuid, Registration registration, @Context SecurityContext caller) {
        return withWorker(
                uuid,
                worker -> save(
                        registration,
                        uuid,
                        worker.isEnabled(),
                        worker.registeredAt(),
                        Status.OK,
                        Caller.of(caller).by()));
    }

    @POST
    @NeedsAll
    @Path("{uuid}/enable")
    public Uni<Response> enable(UUID uuid, @Context SecurityContext caller) {
        return setEnabled(uuid, true, Caller.of(caller).by());
    }

    @POST
    @NeedsAll
    @Path("{uuid}/disable")
    public Uni<Response> disable(UUID uuid, @Context SecurityContext caller) {
        return setEnabled(uuid, false, Caller.of(caller).by());
    }

    /** Closes the worker's link; an enabled worker may come back. */
    @POST
    @NeedsAll
    @Path("{uuid}/boot")
    public Uni<Response> bootOff(UUID uuid, @Context SecurityContext caller) {
        return withWorker(
                uuid,
                worker -> registered.bootOff(worker, Caller.of(caller).by()).flatMap(ended -> done()));
    }

    @DELETE
    @NeedsAll
    @Path("{uuid}")
    public Uni<Response> remove(UUID uuid, @Context SecurityContext caller) {
        return withWorker(
                uuid,
                worker -> registered.remove(worker, Caller.of(caller).by()).flatMap(removed -> done()));
    }

    private Uni<Response> setEnabled(UUID uuid, boolean isEnabled, By by) {
        return withWorker(
                uuid,
                worker -> registered
                        .save(
                                new Worker(
                                        uuid,
                                        worker.name(),
                                        worker.publicKey(),
                                        worker.allowed(),
                                        worker.publicAddress(),
                                        isEnabled,
                                        worker.registeredAt()),
                                by)
                        .flatMap(saved -> done()));
    }

    private Uni<Response> save(
            Registration registration, UUID uuid, boolean isEnabled, Instant registeredAt, Status success, By by) {
        if (registration == null) {
            return error(Status.BAD_REQUEST, "name, publicKey, allowed and publicAddress must be given");
        }
        Worker worker;
        try {
            worker = registration.toWorker(uuid, isEnabled, registeredAt);
        } catch (IllegalArgumentException | LinkFault bad) {
            return error(Status.BAD_REQUEST, String.valueOf(bad.getMessage()));
        }
        boolean nameTaken = registered.all().stream()
                .anyMatch(other ->
                        other.name().equals(worker.name()) && !other.uuid().equals(uuid));
        if (nameTaken) {
            return error(Status.CONFLICT, "Another worker has the name " + worker.name() + ".");
        }
        return registered
                .save(worker, by)
                .map(saved -> Response.status(success)
                        .entity(WorkerView.of(worker, link(uuid)))
                        .build());
    }

    private Optional<WorkerLink> link(UUID uuid) {
        return connected.of(uuid).stream().findFirst();
    }

    private Uni<Response> withWorker(UUID uuid, Function<Worker, Uni<Response>> work) {
        return registered.find(uuid).map(work).orElseGet(() -> error(Status.NOT_FOUND, "No worker has this uuid."));
    }

    private static Uni<Response> done() {
        return Uni.createFrom().item(Response.noContent().build());
    }

    private static Uni<Response> error(Status status, String sentence) {
        return Uni.createFrom().item(AdminError.response(status, sentence));
    }
}
