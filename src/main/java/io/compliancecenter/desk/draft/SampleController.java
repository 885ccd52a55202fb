package io.compliancecenter.desk.draft;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.draft.DraftService.DocumentView;
import io.compliancecenter.download.CopyPlaces;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.stamping.CopyStamp;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.stamping.Stamping;
import io.compliancecenter.stamping.StampingPlans;
import io.compliancecenter.support.Attachments;
import io.compliancecenter.support.PrivateDirectory;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Sends the PDF of a certificate in a draft as a customer would receive it, with a stamp that names nobody. */
@Controller
@ConditionalOnDesk
class SampleController {

    private static final byte[] NO_SERIAL = new byte[16];

    private final DraftService drafts;
    private final DraftDocuments documents;
    private final CopyPlaces places;
    private final Clock clock;

    SampleController(DraftService drafts, DraftDocuments documents, CopyPlaces places, Clock clock) {
        this.drafts = drafts;
        this.documents = documents;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping("/desk/drafts/{draft}/certificates/{key}/sample")
    @ForDeskRoles({DeskRole.EDITOR, DeskRole.APPROVER})
    void sample(DeskPerson reader, @PathVariable UUID draft, @PathVariable String key, HttpServletResponse response)
            throws IOException {
        DocumentView document = drafts.document(draft, key);
        try (PrivateDirectory directory = PrivateDirectory.create("sample")) {
            Path sample = sample(draft, document, directory.path());
            Attachments.describe(response, MediaType.APPLICATION_PDF_VALUE, "sample.pdf");
            response.setContentLengthLong(Files.size(sample));
            Files.copy(sample, response.getOutputStream());
        }
    }

    /**
     * With the memory of all customers' copies, for it shows only here how much it takes. They can go on before the sample is sent, which
     * a slow client could delay.
     */
    private Path sample(UUID draft, DocumentView document, Path directory) throws IOException {
        places.take(places.all());
        try {
            Path original = directory.resolve("original.pdf");
            documents.copyTo(draft, document.key(), original);
            if (document.signed()) {
                return original;
            }
            Path sample = directory.resolve("sample.pdf");
            stamp(document.sha256(), original, sample);
            return sample;
        } finally {
            places.release(places.all());
        }
    }

    private void stamp(String sha256, Path original, Path sample) throws IOException {
        CopyStamp stamp =
                new CopyStamp(Serial.of(NO_SERIAL), "Sample", "sample@example.com", "Sample", clock.instant());
        try (RandomAccessRead forPlan = new RandomAccessReadBufferedFile(original);
                RandomAccessRead source = new RandomAccessReadBufferedFile(original);
                OutputStream out = Files.newOutputStream(sample)) {
            Stamping.stamp(source, new StampingPlans().of(sha256, forPlan), stamp, out);
        }
    }
}
