package io.papertrader.standalone;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The worker's registration, told through the master's admin interface; telling it again is harmless. */
record Registration(UUID uuid, String publicKey, List<String> networks, String publicAddress) {

    private static final String NAME = "worker-1";
    private static final String WORKERS = "/admin/workers";
    private static final int FIRST_REFUSAL = 300;

    Registration {
        networks = List.copyOf(networks);
    }

    void submit(Management master, String token) throws IOException {
        Optional<JsonObject> known = registered(master, token);
        if (known.isEmpty()) {
            send(master, WORKERS, token, HttpRequest.newBuilder().POST(BodyPublishers.ofString(json().encode())));
        } else if (!isSame(known.get())) {
            String path = WORKERS + "/" + uuid;
            send(master, path, token, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(json().encode())));
        }
    }

    private Optional<JsonObject> registered(Management master, String token) throws IOException {
        String answer = send(master, WORKERS, token, HttpRequest.newBuilder().GET());
        return new JsonArray(answer)
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(worker -> uuid.toString().equals(worker.getString("uuid")))
                        .findFirst();
    }

    /** The master need not repeat the key; where it does not, it is told again. */
    private boolean isSame(JsonObject worker) {
        return publicAddress.equals(worker.getString("publicAddress"))
                && publicKey
                        .strip()
                        .equals(Objects.toString(worker.getString("publicKey"), "")
                                .strip())
                && new JsonArray(networks).equals(worker.getJsonArray("allowed"));
    }

    private JsonObject json() {
        return new JsonObject()
                .put("uuid", uuid.toString())
                .put("name", NAME)
                .put("publicKey", publicKey)
                .put("allowed", new JsonArray(networks))
                .put("publicAddress", publicAddress);
    }

    static String send(Management master, String path, String token, HttpRequest.Builder request) throws IOException {
        HttpResponse<String> response = master.send(
                path,
                request.setHeader("Authorization", "Bearer " + token).setHeader("Content-Type", "application/json"));
        if (response.statusCode() >= FIRST_REFUSAL) {
            throw new IOException("%s %s was answered %d %s"
                    .formatted(response.request().method(), path, response.statusCode(), response.body()));
        }
        return response.body();
    }
}
