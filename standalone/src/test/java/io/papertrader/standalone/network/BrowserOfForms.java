package io.papertrader.standalone.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser as far as forms need one: it follows redirects, keeps cookies, and sends the form of the page that it
 * shows.
 */
final class BrowserOfForms implements AutoCloseable {
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
    private static final int MOST_REDIRECTS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    // All pages are of one host, so that a cookie's other words say nothing.
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private URI address = URI.create("about:blank");
    private String page = "";

    /** The page that is shown. */
    String page() {
        return page;
    }

    BrowserOfForms open(URI where) throws IOException, InterruptedException {
        return show(HttpRequest.newBuilder(where).GET(), where);
    }

    /** Fills in the form and sends it. */
    BrowserOfForms submit(Map<String, String> fields) throws IOException, InterruptedException {
        Matcher action = ACTION.matcher(page);
        if (!action.find()) {
            throw new AssertionError("There is no form on this page: " + page);
        }
        Map<String, String> all = new LinkedHashMap<>();
        HIDDEN.matcher(page).results().forEach(field -> all.put(field.group(1), text(field.group(2))));
        all.putAll(fields);
        String body = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        URI where = address.resolve(text(action.group(1)));
        return show(
                HttpRequest.newBuilder(where)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)),
                where);
    }

    private BrowserOfForms show(HttpRequest.Builder request, URI where) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request);
        address = where;
        for (int i = 0;
                i < MOST_REDIRECTS && answer.headers().firstValue("location").isPresent();
                i++) {
            address = address.resolve(answer.headers().firstValue("location").get());
            answer = send(HttpRequest.newBuilder(address).GET());
        }
        page = answer.body();
        return this;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("set-cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }

    private static String text(String html) {
        return html.replace("&amp;", "&").replace("&quot;", "\"").replace("&#x3D;", "=");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
