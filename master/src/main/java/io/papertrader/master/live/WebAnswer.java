package io.papertrader.master.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Locale;

/**
 * An answer with status 200, whole.
 *
 * @param type the media type that it says it is of
 * @param time when it was given, on the provider's clock
 */
record WebAnswer(String type, String body, Instant time) {
    private static final int SHOWN = 40;

    /**
     * Prices are decimals: none goes through binary floating point. A text behind the end makes it no JSON; the NaN of
     * one asset, which some programs write, is no reason to lose what is said of all others.
     */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** The answer read as JSON. */
    JsonNode json() {
        String start = body.stripLeading();
        if (!type.toLowerCase(Locale.ROOT).contains("json") || !(start.startsWith("{") || start.startsWith("["))) {
            throw notWhatWasAskedFor("JSON");
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException cut) {
            throw new ProviderFault("answered JSON that is broken or cut off");
        }
    }

    /** The answer read as a JSON list. */
    JsonNode list() {
        JsonNode read = json();
        if (!read.isArray()) {
            throw notWhatWasAskedFor("a list");
        }
        return read;
    }

    /** The text, which is of a type with this word and begins so. */
    String starting(String word, String start) {
        if (!type.toLowerCase(Locale.ROOT).contains(word) || !body.startsWith(start)) {
            throw notWhatWasAskedFor(word.toUpperCase(Locale.ROOT));
        }
        return body;
    }

    private ProviderFault notWhatWasAskedFor(String form) {
        String start = body.strip().replaceAll("\\s+", " ");
        return new ProviderFault.Lasting("answered %s that begins with \"%s\" where %s was asked for"
                .formatted(
                        type.isEmpty() ? "something" : type,
                        start.substring(0, Math.min(SHOWN, start.length())),
                        form));
    }
}
