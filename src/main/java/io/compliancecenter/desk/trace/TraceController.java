package io.compliancecenter.desk.trace;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.trace.LeakedFiles.Searched;
import io.compliancecenter.desk.trace.LeakedFiles.UnsearchableException;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.tracing.FoundSerial;
import io.compliancecenter.tracing.SerialSearch;
import io.compliancecenter.web.OneLine;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Answers whose copy a file is. Asking is a POST, because it is recorded. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/trace")
class TraceController {

    private static final int LONGEST_SERIAL = 100;
    private static final int LONGEST_NAME = 200;

    private final TraceService traces;
    private final LeakedFiles files;

    TraceController(TraceService traces, LeakedFiles files) {
        this.traces = traces;
        this.files = files;
    }

    /** A find, with its times for the reader. */
    record FindView(
            TraceAnswer.Find find,
            String serial,
            @Nullable TimeText grantedAt,
            @Nullable TimeText agreementSignedOn) {

        static FindView of(TraceAnswer.Find find, Locale language, ZoneId zone) {
            Traces.Copy copy = find.copy();
            String serial = find.found().serial().toString();
            LocalDate signedOn = copy == null ? null : copy.agreementSignedOn();
            return new FindView(
                    find,
                    serial,
                    copy == null ? null : TimeText.of(copy.grantedAt(), language, zone),
                    signedOn == null ? null : TimeText.of(signedOn, language));
        }
    }

    @GetMapping
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.AUDITOR})
    ModelAndView ask(DeskPerson tracer) {
        return new ModelAndView("desk/trace");
    }

    @PostMapping
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.AUDITOR})
    ModelAndView serial(DeskPerson tracer, @RequestParam String serial, Locale language, ZoneId zone) {
        String typed = plain(serial, LONGEST_SERIAL);
        List<FoundSerial> meant = SerialSearch.typed(typed);
        return meant.isEmpty()
                ? refused("serialError", "desk.trace.serial.invalid").addObject("serial", typed)
                : answered(traces.trace(typed, meant), language, zone).addObject("serial", typed);
    }

    @PostMapping("/file")
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.AUDITOR})
    ModelAndView file(DeskPerson tracer, @RequestParam MultipartFile file, Locale language, ZoneId zone) {
        if (file.isEmpty()) {
            return refused("fileError", "desk.trace.file.missing");
        }
        try {
            Optional<Searched> searched = files.search(file);
            String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            return searched.isEmpty()
                    ? refused("fileError", "desk.upload.busy")
                    : answered(
                            traces.trace(
                                    plain(name, LONGEST_NAME),
                                    searched.get().sha256(),
                                    searched.get().serials()),
                            language,
                            zone);
        } catch (UnsearchableException unsearchable) {
            return refused("fileError", "desk.trace.file.unsearchable");
        }
    }

    private static ModelAndView refused(String field, String messageKey) {
        return new ModelAndView("desk/trace", HttpStatus.UNPROCESSABLE_CONTENT).addObject(field, messageKey);
    }

    private static ModelAndView answered(TraceAnswer answer, Locale language, ZoneId zone) {
        return new ModelAndView("desk/trace")
                .addObject("answer", answer)
                .addObject(
                        "finds",
                        answer.finds().stream()
                                .map(find -> FindView.of(find, language, zone))
                                .toList());
    }

    /** Also without invisible characters, which come with what is copied from a viewer. */
    private static String plain(String text, int longest) {
        return OneLine.of(text.replaceAll("\\p{Cf}", ""), longest);
    }
}
