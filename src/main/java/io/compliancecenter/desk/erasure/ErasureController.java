package io.compliancecenter.desk.erasure;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.erasure.Person.Held;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.support.EmailAddress;
import io.compliancecenter.web.OneLine;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows what is held about a person by their address, and erases what no record needs. Looking somebody up is a POST, so that the
 * address is in no log and no history.
 */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/personal-data")
class ErasureController {

    private final ErasureService erasures;

    ErasureController(ErasureService erasures) {
        this.erasures = erasures;
    }

    /** @param data everything that is held, with what can be erased first */
    record PersonView(Person person, boolean erasable, List<HeldView> data) {

        static PersonView of(Person person, Locale language, ZoneId zone) {
            return new PersonView(
                    person,
                    person.isErasable(),
                    person.held().stream()
                            .map(held -> HeldView.of(held, language, zone))
                            .toList());
        }
    }

    /** @param oldest null if not known */
    record HeldView(
            DataCategory category,
            long count,
            boolean erasable,
            @Nullable TimeText oldest) {

        static HeldView of(Held held, Locale language, ZoneId zone) {
            return new HeldView(
                    held.category(),
                    held.count(),
                    held.category().isErasable(),
                    TimeText.ofNullable(held.oldest(), language, zone));
        }
    }

    @GetMapping
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.AUDITOR})
    ModelAndView ask(DeskPerson reader) {
        return new ModelAndView("desk/personal-data");
    }

    @PostMapping
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.AUDITOR})
    ModelAndView find(DeskPerson reader, @RequestParam String email, Locale language, ZoneId zone) {
        String address = address(email);
        if (!address.matches("\\S+@\\S+")) {
            return new ModelAndView("desk/personal-data", HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("email", address)
                    .addObject("emailInvalid", true);
        }
        return page(address, language, zone);
    }

    /** @param account null for what is held with the address alone */
    @PostMapping("/erasure")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView erase(
            DeskPerson support,
            @RequestParam String email,
            @RequestParam(required = false) @Nullable UUID account,
            Locale language,
            ZoneId zone) {
        String address = address(email);
        erasures.erase(address, account);
        return page(address, language, zone).addObject("erased", true);
    }

    private ModelAndView page(String address, Locale language, ZoneId zone) {
        return new ModelAndView("desk/personal-data")
                .addObject("email", address)
                .addObject(
                        "people",
                        erasures.find(address).stream()
                                .map(person -> PersonView.of(person, language, zone))
                                .toList());
    }

    /** Also without invisible characters, which come with what is copied from a mail. */
    private static String address(String typed) {
        return OneLine.of(typed.replaceAll("\\p{Cf}", ""), EmailAddress.MAX_LENGTH)
                .toLowerCase(Locale.ROOT);
    }
}
