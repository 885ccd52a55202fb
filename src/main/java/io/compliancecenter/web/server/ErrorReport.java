package io.compliancecenter.web.server;

import io.compliancecenter.web.PageLanguages;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.util.HtmlUtils;

/**
 * Renders errors of requests that never reach the application, such as malformed ones, with the text of the application's error
 * pages but without their styles.
 */
class ErrorReport extends ErrorReportValve {

    private static final int SERVER_ERROR = 500;

    private final MessageSource messages;

    ErrorReport(MessageSource messages) {
        this.messages = messages;
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            // A reset may have removed them.
            SecurityHeaders.forEach(request.isSecure(), response::setHeader);
            String id = String.valueOf(request.getAttribute(RequestValve.REQUEST_ID));
            response.setHeader(RequestValve.REQUEST_ID_HEADER, id);
            ErrorFormat format = ErrorFormat.of(request);
            response.setContentType(format.contentType());
            response.setCharacterEncoding("UTF-8");
            Writer page = response.getReporter();
            if (page != null) {
                page.write(
                        format == ErrorFormat.PAGE
                                ? html(status, id, PageLanguages.best(PageLanguages.wanted(request)))
                                : format.body(status, id));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            // The client is gone.
        }
    }

    private String html(int status, String id, Locale reader) {
        String title = text("title", status, reader);
        return """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body>
                <main id="content" class="problem">
                <p>%s</p>
                <h1>%s</h1>
                <p>%s</p>
                <p>%s</p>
                </main>
                </body>
                </html>
                """.formatted(
                        message("language", reader),
                        title,
                        message("error.number", reader, status),
                        title,
                        text("text", status, reader),
                        message("error.request", reader, id));
    }

    private String text(String part, int status, Locale reader) {
        String fallback = message("error." + (status < SERVER_ERROR ? "4xx." : "5xx.") + part, reader);
        String text = messages.getMessage("error." + status + "." + part, null, null, reader);
        return text == null ? fallback : HtmlUtils.htmlEscape(text);
    }

    private String message(String key, Locale reader, Object... arguments) {
        return HtmlUtils.htmlEscape(messages.getMessage(key, arguments, reader));
    }
}
