package io.compliancecenter.publishing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that a folder publishes, as it is now, to tell what a publication changes. One statement reads it on any number of rows. */
@Repository
class PublishedContent {

    private static final String ITEMS = """
            select 'vendor' as kind, 'vendor' as key, name as label,
                   jsonb_build_object('name', name, 'support', support, 'introduction', introduction, 'languages', languages,
                                      'translations', (select jsonb_object_agg(t.language, t.introduction)
                                                         from vendor_translation t)) as state
              from vendor
            union all
            select 'compliance', code, name,
                   jsonb_build_object('name', name, 'status', status, 'summary', summary, 'description', description,
                                      'how-we-comply', how_we_comply, 'position', position, 'links',
                                      (select jsonb_agg(jsonb_build_array(l.label, l.url) order by l.position)
                                         from compliance_link l where l.compliance_code = code),
                                      'translations', (select jsonb_object_agg(t.language, to_jsonb(t))
                                                         from compliance_translation t where t.compliance_code = code))
              from compliance where retired_at is null
            union all
            select 'certification', code, name,
                   jsonb_build_object('name', name, 'status', status, 'summary', summary, 'assures', assures,
                                      'compliance', compliance_code, 'position', position,
                                      'renewal', jsonb_build_array(renewal_every, renewal_description),
                                      'audits', (select jsonb_agg(jsonb_build_array(a.name, a.every) order by a.position)
                                                   from certification_audit a where a.certification_code = code),
                                      'translations', (select jsonb_object_agg(t.language, to_jsonb(t))
                                                         from certification_translation t where t.certification_code = code))
              from certification where retired_at is null
            union all
            select 'certificate', id::text, certification_code || ', version ' || version || ' (' || file_name || ')',
                   jsonb_build_object(
                       'superseded', version < max(version) over (partition by certification_code),
                       'otherwise', (select r.otherwise from certificate_restriction r
                                      where r.certificate_id = id and r.retired_at is null),
                       'groups', (select jsonb_agg(jsonb_build_array(a.group_code, a.valid_from, a.valid_until)
                                                   order by a.group_code, a.valid_from)
                                    from certificate_access a
                                   where a.certificate_id = certificate.id and a.retired_at is null
                                     and a.managed_by = 'FOLDER'))
              from certificate where retired_at is null
            union all
            select 'terms', v.version::text, 'version ' || v.version || ' (' || lower(v.kind) || ')',
                   jsonb_build_object('languages', (select jsonb_agg(t.locale order by t.locale)
                                                      from terms_text t where t.version = v.version))
              from terms_version v where v.retired_at is null
            union all
            select 'Organization', id::text, slug, jsonb_build_object('slug', slug, 'name', name)
              from organization where retired_at is null and managed_by = 'FOLDER'
            union all
            select 'access group', code, code,
                   jsonb_build_object('name', name, 'organizations',
                                      (select jsonb_agg(jsonb_build_array(m.organization_id, m.valid_from, m.valid_until)
                                                        order by m.organization_id, m.valid_from)
                                         from access_group_organization m where m.group_code = code and m.retired_at is null))
              from access_group where retired_at is null and managed_by = 'FOLDER'
            union all
            select 'user', id::text, email,
                   jsonb_build_object('email', email, 'name', name, 'password', credential_version)
              from user_account where retired_at is null and source = 'FILES'
            union all
            select 'member', m.organization_id || ' ' || m.user_id, u.email || ' in ' || o.slug,
                   jsonb_build_object('role', m.role)
              from member m join user_account u on u.id = m.user_id join organization o on o.id = m.organization_id
             where m.source = 'FILES' and m.retired_at is null and u.retired_at is null and o.retired_at is null
            union all
            select 'desk role', d.user_id || ' ' || d.role, u.email || ', ' || d.role, '{}'
              from desk_member d join user_account u on u.id = d.user_id
             where d.source = 'FILES' and d.retired_at is null and u.retired_at is null
            union all
            select 'desk approval', 'desk-approval',
                   case when second_person then 'SECOND_PERSON' else 'SINGLE_PERSON' end,
                   jsonb_build_object('second-person', second_person)
              from requires_second_person() as second_person
             order by kind, label, key
            """;

    private final JdbcClient database;

    PublishedContent(JdbcClient database) {
        this.database = database;
    }

    /** Identifies an item. */
    record Item(String kind, String key) {}

    /**
     * An item as it is.
     *
     * @param label for people
     * @param fields as a JSON object
     */
    record State(String label, String fields) {}

    /** In order of kind and label. */
    Map<Item, State> read() {
        Map<Item, State> content = new LinkedHashMap<>();
        database.sql("select kind, key, label, cast(state as text) from (" + ITEMS + ") item")
                .query(row -> {
                    content.put(
                            new Item(row.getString(1), row.getString(2)),
                            new State(row.getString(3), row.getString(4)));
                });
        return content;
    }

    /** Has the database check now what it would check at the commit. */
    void checkNow() {
        database.sql("set constraints all immediate").update();
    }
}
