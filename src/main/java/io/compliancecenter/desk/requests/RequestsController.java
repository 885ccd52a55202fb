package io.compliancecenter.desk.requests;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.OneLine;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows requests, grants and declines them. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/requests")
class RequestsController {

    private static final int LONGEST_TEXT = 1000;
    private static final int USUAL_DAYS = 30;
    private static final int MOST_YEARS = 5;
    private static final int LAST_PAGE = 1_000_000;

    private final RequestsService requests;
    private final Clock clock;

    RequestsController(RequestsService requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * @param decided whether to show those that are decided
     * @param page counts from 1
     */
    @GetMapping
    ModelAndView list(
            DeskPerson reader,
            @RequestParam(defaultValue = "false") boolean decided,
            @RequestParam(defaultValue = "1") int page,
            Locale language,
            ZoneId zone) {
        int number = Math.max(1, Math.min(page, LAST_PAGE));
        List<RequestView> rows = requests.list(decided, number - 1).stream()
                .map(row -> RequestView.of(row, clock.instant(), language, zone))
                .toList();
        return new ModelAndView("desk/requests")
                .addObject("rows", rows)
                .addObject("decided", decided)
                .addObject("previous", number > 1 ? number - 1 : null)
                .addObject("next", rows.size() == RequestsService.PAGE_SIZE ? number + 1 : null);
    }

    @GetMapping("/{request}")
    ModelAndView request(
            DeskPerson reader,
            @PathVariable UUID request,
            @RequestParam(defaultValue = "false") boolean saved,
            Locale language,
            ZoneId zone) {
        return page(request, language, zone).addObject("saved", saved);
    }

    private ModelAndView page(UUID request, Locale language, ZoneId zone) {
        LocalDate today = LocalDate.now(clock.withZone(zone));
        return new ModelAndView("desk/request")
                .addObject("request", RequestView.of(requests.find(request), clock.instant(), language, zone))
                .addObject("rule", requests.findRule(request).orElse(null))
                .addObject("end", requests.findEnd(request).orElse(null))
                .addObject("today", today)
                .addObject("until", today.plusDays(USUAL_DAYS));
    }

    /** @param until the last day, in the reader's zone */
    @PostMapping("/{request}/grant")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView grant(
            DeskPerson support,
            @PathVariable UUID request,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            Locale language,
            ZoneId zone) {
        boolean granted = until != null
                && !until.isAfter(LocalDate.now(clock).plusYears(MOST_YEARS))
                && requests.grant(request, until.plusDays(1).atStartOfDay(zone).toInstant());
        return granted
                ? decided(request)
                : refused(request, "untilMissing", language, zone).addObject("until", until);
    }

    @PostMapping("/{request}/decline")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView decline(
            DeskPerson support, @PathVariable UUID request, @RequestParam String answer, Locale language, ZoneId zone) {
        String words = OneLine.of(answer, LONGEST_TEXT);
        if (words.isEmpty()) {
            return refused(request, "answerMissing", language, zone);
        }
        requests.decline(request, words);
        return decided(request);
    }

    /** Ends at once what was granted. */
    @PostMapping("/{request}/end")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView end(
            DeskPerson support,
            @PathVariable UUID request,
            @RequestParam(defaultValue = "") String reason,
            Locale language,
            ZoneId zone) {
        String why = OneLine.of(reason, LONGEST_TEXT);
        if (why.isEmpty()) {
            return refused(request, "reasonMissing", language, zone);
        }
        requests.end(request, why);
        return new ModelAndView("redirect:/desk/requests/" + request, HttpStatus.SEE_OTHER);
    }

    private ModelAndView refused(UUID request, String error, Locale language, ZoneId zone) {
        ModelAndView page = page(request, language, zone).addObject(error, true);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ModelAndView decided(UUID request) {
        return new ModelAndView("redirect:/desk/requests/" + request + "?saved=true", HttpStatus.SEE_OTHER);
    }
}
