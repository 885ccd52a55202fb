package io.compliancecenter.testing;

import io.compliancecenter.testing.Fixtures.User;
import java.util.UUID;

/** Drafts as the desk's database role makes them, past all of its Java. */
public class DeskDrafts {

    private final DeskRoleSql desk;

    public DeskDrafts(DeskRoleSql desk) {
        this.desk = desk;
    }

    public String call(User user, String sql, Object... parameters) {
        return desk.as(
                user,
                client -> String.valueOf(
                        client.sql("select " + sql).params(parameters).query().singleValue()));
    }

    public UUID draft(User editor) {
        return UUID.fromString(call(editor, "create_draft('A draft')"));
    }

    /** @param content JSON */
    public void change(User editor, UUID draft, String kind, String key, String content) {
        call(
                editor,
                "1 from draft d, put_draft_change(d.id, d.revision, ?, ?, cast(? as jsonb)) where d.id = ?",
                kind,
                key,
                content,
                draft);
    }

    public void document(User editor, UUID draft, UUID certificate, byte[] pdf) {
        call(editor, "1 from put_draft_document(?, ?, ?, 1, 'STAMPED', null)", draft, certificate.toString(), pdf);
    }

    /** @return outcome */
    public String submit(User editor, UUID draft) {
        return call(editor, "submit_draft(d.id, d.revision) from draft d where d.id = ?", draft);
    }

    /** Approves it as it is. @return outcome */
    public String approve(User approver, UUID draft) {
        return call(approver, "approve_draft(d.id, d.sha256, null) from draft d where d.id = ?", draft);
    }
}
