package io.compliancecenter.desk.draft;

import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.draft.Draft.Approval;
import io.compliancecenter.desk.draft.DraftService.OpenedDraft;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page of a draft.
 *
 * @param authors everybody who changed it, with commas between
 * @param sha256 over all its changes, in lower-case hexadecimal; null while it is open
 * @param remark why it was sent back; null if it was not
 * @param approvalEnded why it was not published although it had been approved; null if that is not so
 * @param current whether what it replaces is still as it was
 * @param editable whether the reader may change it
 * @param approvable whether the reader may approve it
 * @param alone whether they may although they have changed it, because the second person is switched off
 * @param own whether the reader could approve it, had they not changed it
 * @param previewable whether it is still to be published
 * @param returnable whether the reader may open it for changes again
 */
record DraftPage(
        UUID id,
        String title,
        Badge state,
        int revision,
        String authors,
        TimeText createdAt,
        @Nullable String submittedBy,
        @Nullable TimeText submittedAt,
        @Nullable String approvedBy,
        @Nullable TimeText approvedAt,
        @Nullable TimeText publishAt,
        @Nullable TimeText publishedAt,
        @Nullable String sha256,
        @Nullable String remark,
        @Nullable ReviewOutcome approvalEnded,
        boolean current,
        List<ChangeView> changes,
        boolean editable,
        boolean approvable,
        boolean alone,
        boolean own,
        boolean returnable,
        boolean previewable,
        boolean readsDocuments) {

    static DraftPage of(OpenedDraft opened, List<ChangeView> changes, DeskPerson reader, Locale language, ZoneId zone) {
        Draft draft = opened.draft();
        byte[] hash = draft.sha256();
        Approval approval = draft.approvalBy(reader, opened.author(), opened.secondPerson());
        return new DraftPage(
                draft.id(),
                draft.title(),
                draft.state().badge(),
                draft.revision(),
                String.join(
                        ", ",
                        opened.authors().stream()
                                .map(person -> name(opened, person))
                                .sorted()
                                .toList()),
                TimeText.of(draft.createdAt(), language, zone),
                draft.submittedBy() == null ? null : name(opened, draft.submittedBy()),
                TimeText.ofNullable(draft.submittedAt(), language, zone),
                draft.approvedBy() == null ? null : name(opened, draft.approvedBy()),
                TimeText.ofNullable(draft.approvedAt(), language, zone),
                TimeText.ofNullable(draft.publishAt(), language, zone),
                TimeText.ofNullable(draft.publishedAt(), language, zone),
                hash == null ? null : HexFormat.of().formatHex(hash),
                draft.remark(),
                draft.approvalEnded(),
                opened.current(),
                changes,
                draft.isEditableBy(reader),
                approval == Approval.POSSIBLE || approval == Approval.ALONE,
                approval == Approval.ALONE,
                approval == Approval.OWN,
                draft.isReturnableBy(reader),
                !draft.isClosed(),
                reader.readsDocuments());
    }

    private static String name(OpenedDraft opened, UserId person) {
        return opened.names().getOrDefault(person, "");
    }
}
