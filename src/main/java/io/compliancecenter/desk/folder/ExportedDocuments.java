package io.compliancecenter.desk.folder;

import io.compliancecenter.catalogue.Certificate;
import io.compliancecenter.catalogue.published.CertificateId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The documents of certificates, for exports of the folder. The functions of the database check who acts, and write the record. */
interface ExportedDocuments extends Repository<Certificate, CertificateId> {

    /** Records that an export begins. It can read documents once this is committed. */
    @NativeQuery("select begin_folder_export()")
    UUID begin();

    /**
     * A part of a certificate's document.
     *
     * @param from the first byte, which counts from 1
     * @return null if the certificate is not on offer any more
     */
    @NativeQuery("select read_exported_document(:export, :certificate, :from, :count)")
    byte @Nullable [] read(UUID export, UUID certificate, int from, int count);

    /** @param kept names of what the document holds that somebody had to allow */
    @NativeQuery("select 1 from note_kept_content(:export, :certificate, :kept)")
    int note(UUID export, UUID certificate, String[] kept);
}
