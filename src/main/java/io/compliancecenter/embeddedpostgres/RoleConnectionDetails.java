package io.compliancecenter.embeddedpostgres;

import io.compliancecenter.embeddedpostgres.core.Credentials;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/** How to connect as the roles that neither serve nor own the schema. */
public interface RoleConnectionDetails extends ConnectionDetails {

    /** The role that publishes. */
    Credentials publisher();

    /** The role that sends mail, signs the record, and deletes personal data past its retention period. */
    Credentials worker();
}
