package io.compliancecenter.desk.rules;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.AccessGroups;
import io.compliancecenter.desk.AccessGroups.Group;
import io.compliancecenter.desk.rules.Rules.RuleRow;
import io.compliancecenter.desk.rules.Rules.SubjectRow;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes the rules. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class RulesService {

    private final Rules rules;
    private final AccessGroups groups;

    RulesService(Rules rules, AccessGroups groups) {
        this.rules = rules;
        this.groups = groups;
    }

    /** The rules, and what a new one can be about. */
    record AllRules(List<RuleRow> rules, List<SubjectRow> subjects, List<Group> groups) {}

    @Transactional(value = "deskTransactionManager", readOnly = true)
    AllRules find() {
        return new AllRules(rules.find(), rules.findSubjects(), groups.findCurrent());
    }

    void propose(RuleForm form) {
        rules.propose(
                form.certification(), form.certificate(), form.domain(), form.group(), Integer.parseInt(form.days()));
    }

    RuleOutcome decide(UUID rule, boolean approved) {
        return RuleOutcome.valueOf(rules.decide(rule, approved));
    }

    void end(UUID rule) {
        rules.end(rule);
    }
}
