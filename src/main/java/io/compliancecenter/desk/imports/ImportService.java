package io.compliancecenter.desk.imports;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.mail.MailQueued;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Stores uploaded files, previews their import, and makes it. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class ImportService {

    /** Components of records have the names of the columns. */
    private static final JsonMapper LINES = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Imports imports;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    ImportService(Imports imports, JsonMapper json, ApplicationEventPublisher events) {
        this.imports = imports;
        this.json = json;
        this.events = events;
    }

    UUID stage(String fileName, byte[] sha256, ImportFile.Content content) {
        return imports.stage(
                fileName, sha256, LINES.writeValueAsString(content.lines()), json.writeValueAsString(content.errors()));
    }

    /** @throws DeskNotFoundException if there is no such import any more */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    ImportPreview preview(UUID id) {
        return json.readValue(imports.preview(id).orElseThrow(DeskNotFoundException::new), ImportPreview.class);
    }

    /**
     * Imports what the preview showed, all or nothing.
     *
     * @param plan of the preview that was seen
     * @param send whether to invite by mail those who have no mail yet
     * @param language of the mail
     */
    ImportOutcome apply(UUID id, byte[] plan, boolean send, Locale language) {
        ImportOutcome outcome = ImportOutcome.valueOf(imports.apply(id, plan, send, language.toLanguageTag()));
        if (send && outcome == ImportOutcome.APPLIED) {
            events.publishEvent(new MailQueued());
        }
        return outcome;
    }
}
