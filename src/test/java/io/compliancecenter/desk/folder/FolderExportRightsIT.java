package io.compliancecenter.desk.folder;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the database lets an export read and note, past all of Java. */
class FolderExportRightsIT extends DeskFolderTest {

    private UUID begin() {
        return desk.as(
                editor,
                database -> database.sql("select begin_folder_export()")
                        .query(UUID.class)
                        .single());
    }

    // R__90_desk_folder.sql: "on conflict do nothing"
    @Test
    void whatIsKnownOfADocumentStays() {
        UUID export = begin();
        for (String kept : List.of("{LINKS}", "{}")) {
            desk.as(editor, database -> database.sql(note(export, kept)).query().singleRow());
        }
        assertThat(owner.<String>work(database -> database.sql("select kept::text from kept_content where sha256 = ?")
                        .param(Sha256.digest().digest(issued.bytes()))
                        .query(String.class)
                        .single()))
                .isEqualTo("{LINKS}");
    }

    private String note(UUID export, String kept) {
        return "select note_kept_content('%s', '%s', '%s')".formatted(export, issued.certificate(), kept);
    }

    // R__90_desk_folder.sql: read_exported_document
    @Test
    void noDocumentIsReadWithoutAnExportOnRecord() {
        assertRefused("CC403", approver, "select begin_folder_export()");
        assertRefused("CC404", editor, read(UUID.randomUUID()));
        assertRefused("CC404", editor, note(UUID.randomUUID(), "{}"));
        assertDenied(
                "CC403",
                () -> desk.as(editor, database -> {
                    UUID export = database.sql("select begin_folder_export()")
                            .query(UUID.class)
                            .single();
                    return database.sql(read(export)).query(byte[].class).single();
                }));
        UUID export = begin();
        assertThat(desk.<byte[]>as(
                        editor,
                        database ->
                                database.sql(read(export)).query(byte[].class).single()))
                .isEqualTo(Arrays.copyOf(issued.bytes(), 10));
        assertRefused("CC404", fixtures.deskPerson("EDITOR"), read(export));
        assertRefused("CC404", fixtures.deskPerson("EDITOR"), note(export, "{}"));
        fixtures.update("update folder_export set requested_at = now() - interval '2 hours' where id = ?", export);
        assertRefused("CC410", editor, read(export));
        assertRefused("CC410", editor, note(export, "{}"));
        fixtures.update("update folder_export set requested_at = now() where id = ?", export);
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", editor.id());
        assertRefused("CC403", editor, read(export));
        assertRefused("CC403", editor, note(export, "{}"));
    }

    private String read(UUID export) {
        return "select read_exported_document('%s', '%s', 1, 10)".formatted(export, issued.certificate());
    }

    // R__90_desk_folder.sql: "c.retired_at is null"
    @Test
    void whatIsNotOnOfferIsNotExported() {
        UUID export = begin();
        fixtures.retire(issued);
        boolean found = desk.as(
                editor,
                database -> database.sql(read(export) + " is not null")
                        .query(Boolean.class)
                        .single());
        assertThat(found).isFalse();
    }

    private void assertRefused(String state, User person, String sql) {
        assertDenied(
                state,
                () -> desk.as(person, database -> database.sql(sql).query().singleRow()));
    }
}
