package io.compliancecenter.testing;

import io.compliancecenter.testing.Fixtures.User;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The connection of the desk's database role, without the application. */
public class DeskSql {

    private final DataSource desk;

    public DeskSql(DataSource desk) {
        this.desk = desk;
    }

    /** In a transaction bound to a user. */
    public <T extends @Nullable Object> T as(@Nullable User user, Function<JdbcClient, T> work) {
        return new TransactionTemplate(new JdbcTransactionManager(desk)).execute(status -> {
            JdbcClient client = JdbcClient.create(desk);
            client.sql("select set_config('compliance_center.user_id', :user, true)")
                    .param("user", user == null ? "" : user.id().toString())
                    .query(String.class)
                    .single();
            return work.apply(client);
        });
    }

    public String call(@Nullable User user, String sql, Object... parameters) {
        return as(
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
