package io.compliancecenter.download.delivery;

import io.compliancecenter.download.NothingToDownloadException;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.download.delivery.Delivery.Expired;
import io.compliancecenter.download.delivery.Delivery.Ready;
import io.compliancecenter.download.delivery.Delivery.Withdrawn;
import io.compliancecenter.download.delivery.PermittedCopies.Permitted;
import io.compliancecenter.download.delivery.PermittedCopies.Prepared;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.web.PageLanguages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Delivers the copy that a permit was granted for. */
@Controller
@RequestMapping("/organizations/{slug}/downloads/{permit}")
class DownloadController {

    private final PermittedCopies copies;
    private final Deliveries deliveries;

    DownloadController(PermittedCopies copies, Deliveries deliveries) {
        this.copies = copies;
        this.deliveries = deliveries;
    }

    /** Starts the download when it is opened for the first time, and has a button for it. */
    @GetMapping
    ModelAndView page(
            CurrentMember member,
            @PathVariable UUID permit,
            Locale locale,
            ZoneId zone,
            HttpServletRequest request,
            HttpServletResponse response) {
        Delivery<Permitted> found = copies.find(member, new PermitId(permit), PageLanguages.wanted(request));
        if (!(found instanceof Ready<Permitted> ready)) {
            return gone(found);
        }
        ModelAndView page = new ModelAndView("download/download");
        page.addObject("start", DownloadStart.take(request, response));
        page.addObject(
                "page", DownloadPage.of(ready.what().permit(), ready.what().certification(), locale, zone));
        return page;
    }

    /** Sends the copy. */
    @GetMapping("/file")
    @Nullable
    ModelAndView file(
            CurrentMember member, @PathVariable UUID permit, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Delivery<Prepared> found = copies.prepare(member, new PermitId(permit));
        if (!(found instanceof Ready<Prepared> ready)) {
            return gone(found);
        }
        Prepared prepared = ready.what();
        try (SpooledFile copy = prepared.file()) {
            deliveries.send(prepared, member, new CopyResponse(request, response, copy));
            return null;
        }
    }

    private static ModelAndView gone(Delivery<?> delivery) {
        if (delivery instanceof Expired<?> expired) {
            return new ModelAndView(
                    "download/expired", Map.of("certification", expired.certification()), HttpStatus.GONE);
        }
        if (delivery instanceof Withdrawn<?>) {
            return new ModelAndView("download/withdrawn", Map.of(), HttpStatus.GONE);
        }
        throw new NothingToDownloadException();
    }
}
