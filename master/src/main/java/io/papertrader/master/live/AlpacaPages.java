package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Answers of Alpaca that come page by page. */
record AlpacaPages(Web data) {
    /** More pages than any stretch that is asked for has: one that never ends is a fault. */
    private static final int MOST = 100;

    /** The pages, each of which has this content, be it empty. */
    Uni<List<JsonNode>> of(String target, String content) {
        return from(target, content, "", new HashSet<>());
    }

    private Uni<List<JsonNode>> from(String target, String content, String token, Set<String> seen) {
        if (!seen.add(token) || seen.size() > MOST) {
            return Uni.createFrom().failure(new ProviderFault.Lasting("gives pages without an end"));
        }
        return data.get(token.isEmpty() ? target : target + "&page_token=" + token)
                .map(WebAnswer::json)
                .flatMap(page -> {
                    if (!page.has(content)) {
                        return Uni.createFrom().failure(new ProviderFault.Lasting("answered without " + content));
                    }
                    String next = page.path("next_page_token").asText("");
                    return next.isEmpty() || next.equals("null")
                            ? Uni.createFrom().item(List.of(page))
                            : from(target, content, next, seen)
                                    .map(rest -> Stream.concat(Stream.of(page), rest.stream())
                                            .toList());
                });
    }
}
