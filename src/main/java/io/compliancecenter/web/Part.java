package io.compliancecenter.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML in UTF-8 with places that are filled for each reader. */
public final class Part {

    /** Nobody can guess it, so that no text of anybody's is taken for a place. */
    private static final String SECRET = UUID.randomUUID().toString().replace("-", "");

    private static final Pattern PLACE = Pattern.compile(SECRET + "([A-Z]+)" + SECRET);

    private static final int OVERHEAD = 1_000;

    private final List<byte[]> texts = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    Part(String html) {
        Matcher place = PLACE.matcher(html);
        int end = 0;
        while (place.find()) {
            texts.add(html.substring(end, place.start()).getBytes(StandardCharsets.UTF_8));
            places.add(place.group(1));
            end = place.end();
        }
        texts.add(html.substring(end).getBytes(StandardCharsets.UTF_8));
    }

    /** In memory, in bytes, with what it is found by: roughly. */
    int size() {
        return OVERHEAD + texts.stream().mapToInt(text -> text.length).sum();
    }

    /**
     * What a template writes where a place shall be.
     *
     * @param name in capital letters
     */
    public static String place(String name) {
        return SECRET + name + SECRET;
    }

    /** Writes it, each place with what belongs there. */
    public void writeTo(ByteArrayOutputStream out, Filling filling) throws IOException {
        for (int at = 0; at < places.size(); at++) {
            out.write(texts.get(at));
            filling.write(places.get(at), out);
        }
        out.write(texts.get(places.size()));
    }

    /** Writes what belongs into a place, as HTML in UTF-8. */
    @FunctionalInterface
    public interface Filling {

        void write(String place, ByteArrayOutputStream out) throws IOException;
    }
}
