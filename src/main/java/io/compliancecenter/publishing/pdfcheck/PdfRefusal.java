package io.compliancecenter.publishing.pdfcheck;

/**
 * Why a PDF is refused, and where in it the cause is.
 *
 * @param detail a few words on the cause, which may be from the file; empty if there are none
 */
record PdfRefusal(PdfObjection objection, PdfPlace place, String detail) {

    private static final int MAX_DETAIL = 200;

    PdfRefusal {
        // What a file says goes through a pipe, to a log and to a terminal.
        detail = detail.replaceAll("[^ -~]", "?");
        detail = detail.substring(0, Math.min(detail.length(), MAX_DETAIL));
    }

    PdfRefusal(PdfObjection objection) {
        this(objection, PdfPlace.UNKNOWN, "");
    }

    /** The end of a sentence that begins with the file's name. */
    String sentence() {
        String where = place.description();
        return objection.cause().replace("%s", detail)
                + (where.isEmpty() ? "" : " (" + where + ")")
                + (objection.advice().isEmpty() ? "" : "; " + objection.advice());
    }

    /** For {@link #parse}. */
    String format() {
        return "%s %d %d %s".formatted(objection.name(), place.page(), place.object(), detail);
    }

    /** @throws IllegalArgumentException if the line was not made by {@link #format} */
    static PdfRefusal parse(String line) {
        String[] parts = line.split(" ", 4);
        if (parts.length < 4) {
            throw new IllegalArgumentException("not a refusal: " + line);
        }
        return new PdfRefusal(
                PdfObjection.valueOf(parts[0]),
                new PdfPlace(Integer.parseInt(parts[1]), Long.parseLong(parts[2])),
                parts[3]);
    }
}
