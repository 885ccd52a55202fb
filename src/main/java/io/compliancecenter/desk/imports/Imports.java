package io.compliancecenter.desk.imports;

import io.compliancecenter.organization.Organization;
import io.compliancecenter.organization.OrganizationId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Files that were uploaded. The functions of the database check who acts, and write the record. */
interface Imports extends Repository<Organization, OrganizationId> {

    /**
     * Stores what a file says.
     *
     * @param lines as JSON, as are the errors
     */
    @NativeQuery("select stage_import(:fileName, :sha256, cast(:lines as jsonb), cast(:errors as jsonb))")
    UUID stage(String fileName, byte[] sha256, String lines, String errors);

    /** @return a {@link ImportPreview} as JSON */
    @NativeQuery("select cast(preview_import(:id) as text)")
    Optional<String> preview(UUID id);

    /** @return name of an {@link ImportOutcome} */
    @NativeQuery("select apply_import(:id, :plan, :send, :language)")
    String apply(UUID id, byte[] plan, boolean send, String language);
}
