package io.compliancecenter.publishing.folder.export;

import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.organization.directory.OrganizationDirectory.DeskApproval;
import io.compliancecenter.organization.directory.OrganizationDirectory.Entry;
import io.compliancecenter.organization.directory.OrganizationDirectory.Group;
import io.compliancecenter.organization.directory.OrganizationDirectory.User;
import io.compliancecenter.publishing.folder.CatalogueFile;
import io.compliancecenter.publishing.folder.OrganizationsFile;
import io.compliancecenter.publishing.folder.StagedFolder;
import io.compliancecenter.publishing.folder.TermsReader;
import io.compliancecenter.terms.PreparedTerms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the text files of a folder, as {@link StagedFolder} reads them. */
public final class FolderWriter {

    private FolderWriter() {}

    /** The texts of all files but the certificates, by path. */
    public static Map<String, String> write(FolderContent content) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(CatalogueFile.NAME, CatalogueWriter.write(content.catalogue(), content.kept()));
        files.put(OrganizationsFile.NAME, organizations(content.organizations()));
        if (!content.terms().isEmpty()) {
            files.put(TermsReader.FOLDER + TermsReader.LIST, terms(content.terms()));
        }
        content.terms()
                .forEach(version -> version.texts()
                        .forEach((locale, text) ->
                                files.put(TermsReader.FOLDER + termsFile(version.version(), locale), text)));
        return files;
    }

    private static String termsFile(int version, Locale locale) {
        return version + (locale.equals(Locale.ENGLISH) ? "" : "." + locale.toLanguageTag()) + ".md";
    }

    private static String terms(List<PreparedTerms> versions) {
        return YamlText.of(
                Map.of("versions", versions.stream().map(FolderWriter::version).toList()));
    }

    private static Map<String, Object> version(PreparedTerms version) {
        Map<String, Object> texts = new LinkedHashMap<>();
        version.texts()
                .keySet()
                .forEach(locale -> texts.put(locale.toLanguageTag(), termsFile(version.version(), locale)));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("version", version.version());
        entry.put("change", version.kind().name().toLowerCase(Locale.ROOT));
        if (version.effectiveAt() != null) {
            entry.put("effective", version.effectiveAt());
        }
        entry.put("texts", texts);
        return entry;
    }

    private static String organizations(OrganizationDirectory directory) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("users", directory.users().stream().map(FolderWriter::user).toList());
        root.put(
                "organizations",
                directory.organizations().stream()
                        .map(FolderWriter::organization)
                        .toList());
        root.put(
                "desk",
                directory.desk().stream()
                        .map(person -> CatalogueWriter.pair(
                                "email", person.email(), "role", person.role().name()))
                        .toList());
        if (directory.deskApproval() != DeskApproval.SECOND_PERSON) {
            root.put("desk-approval", directory.deskApproval().name());
        }
        root.put("groups", directory.groups().stream().map(FolderWriter::group).toList());
        return YamlText.of(root);
    }

    private static Map<String, Object> user(User user) {
        Map<String, Object> entry = keyed(user.key(), "email", user.email(), user.name());
        entry.put("password", user.passwordHash() == null ? OrganizationsFile.KEEP_PASSWORD : user.passwordHash());
        return entry;
    }

    private static Map<String, Object> organization(Entry organization) {
        Map<String, Object> entry = keyed(organization.key(), "slug", organization.slug(), organization.name());
        entry.put(
                "members",
                organization.members().stream()
                        .map(member -> CatalogueWriter.pair(
                                "email", member.email(), "role", member.role().name()))
                        .toList());
        return entry;
    }

    /** @param label stands for the key where they are the same */
    private static Map<String, Object> keyed(String key, String label, String value, String name) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (!key.equals(value)) {
            entry.put("key", key);
        }
        entry.put(label, value);
        entry.put("name", name);
        return entry;
    }

    private static Map<String, Object> group(Group group) {
        Map<String, Object> entry = CatalogueWriter.pair("code", group.code(), "name", group.name());
        entry.put(
                "organizations",
                group.organizations().stream()
                        .map(place -> CatalogueWriter.limited(
                                "organization", place.key(), place.validFrom(), place.validUntil()))
                        .toList());
        return entry;
    }
}
