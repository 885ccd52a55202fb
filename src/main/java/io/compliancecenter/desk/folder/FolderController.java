package io.compliancecenter.desk.folder;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.publishing.Change;
import io.compliancecenter.publishing.RequestedPublication;
import io.compliancecenter.publishing.RequestedPublication.Outcome;
import io.compliancecenter.publishing.RequestedPublication.Outcome.State;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The published folder: what it would change, and its publication on request. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/folder")
class FolderController {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final RequestedPublication publication;
    private final FolderPublications record;

    FolderController(RequestedPublication publication, FolderPublications record) {
        this.publication = publication;
        this.record = record;
    }

    /**
     * A line of the comparison.
     *
     * @param what key of a message, as kind
     */
    record Line(String what, String kind, String label, List<String> fields) {

        static Line of(Change change) {
            return new Line(
                    "desk.folder.what." + change.what(),
                    "desk.folder.kind." + change.kind().toLowerCase(Locale.ROOT).replace(' ', '-'),
                    change.label(),
                    change.fields());
        }
    }

    @GetMapping
    ModelAndView folder(DeskPerson reader) {
        return page(reader);
    }

    private ModelAndView page(DeskPerson reader) {
        return new ModelAndView("desk/folder")
                .addObject("person", reader)
                .addObject("location", publication.location().orElse(null))
                .addObject("possible", reader.isApprover() && publication.isPossible());
    }

    /** Reads the folder, and shows what its publication would change. */
    @PostMapping("/comparison")
    @ForDeskRoles(DeskRole.APPROVER)
    ModelAndView compare(DeskPerson approver) {
        return publication.isPossible() ? page(approver, publication.compare(), false) : page(approver);
    }

    /**
     * <em>Publish these changes</em>
     *
     * @param edition that was compared
     * @param changes SHA-256 of those that were shown
     */
    @PostMapping("/publication")
    @ForDeskRoles(DeskRole.APPROVER)
    ModelAndView publish(DeskPerson approver, @RequestParam String edition, @RequestParam String changes) {
        if (!SHA_256.matcher(edition).matches()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        if (!publication.isPossible()) {
            return page(approver);
        }
        // On record before it happens.
        record.record(edition);
        Outcome outcome = publication.publish(edition, changes);
        boolean changed = outcome.state() == State.CHANGED;
        return page(approver, changed ? publication.compare() : outcome, changed);
    }

    /** @param changed whether the folder is not the one that the approver has seen */
    private ModelAndView page(DeskPerson approver, Outcome outcome, boolean changed) {
        ModelAndView page = page(approver)
                .addObject("outcome", outcome)
                .addObject("lines", outcome.changes().stream().map(Line::of).toList())
                .addObject("changed", changed);
        boolean done = outcome.state() == State.COMPARED || outcome.state() == State.PUBLISHED;
        page.setStatus(done && !changed ? HttpStatus.OK : HttpStatus.CONFLICT);
        return page;
    }
}
