package io.compliancecenter.security.passkey;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.organization.PersonName;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.security.passkey.Passkeys.JoinedUser;
import io.compliancecenter.security.passkey.RelyingParty.NewPasskey;
import io.compliancecenter.security.passkey.RelyingParty.PasskeyUser;
import io.compliancecenter.security.session.FirstSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Lets an invited person join with a passkey in place of a password. */
@Controller
@RequestMapping("/links/invitation/{token}/passkey")
class InvitationPasskeyController {

    private static final Logger log = LoggerFactory.getLogger(InvitationPasskeyController.class);

    private static final int HANDLE_LENGTH = 32;

    private final Passkeys passkeys;
    private final RelyingParty relyingParty;
    private final FirstSignIn firstSignIn;

    InvitationPasskeyController(Passkeys passkeys, RelyingParty relyingParty, FirstSignIn firstSignIn) {
        this.passkeys = passkeys;
        this.relyingParty = relyingParty;
        this.firstSignIn = firstSignIn;
    }

    /** The account does not exist yet, so that its handle comes with the options and has to come back with the answer. */
    @PostMapping("/options")
    ResponseEntity<String> options(@PathVariable String token) {
        byte[] hash = LinkTokens.hash(token);
        String email =
                passkeys.findInvitedAddress(hash).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
        byte[] handle = Bytes.random().getBytes();
        String options = relyingParty.creationOptions(
                passkeys.newChallenge(boundTo(hash, handle)), new PasskeyUser(handle, email, email), List.of());
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(options);
    }

    @PostMapping
    String join(
            @PathVariable String token,
            @RequestParam String name,
            @RequestParam String handle,
            @RequestParam String credential,
            @RequestParam String label,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        Optional<PersonName> chosen = PersonName.of(name);
        if (chosen.isEmpty()) {
            return page(PasskeyNotice.NO_NAME);
        }
        JoinedUser joined;
        try {
            joined = join(token, chosen.get().text(), handle, credential, TypedText.of(label, 100));
        } catch (PasskeyRefusedException | RefusedByDatabaseException refused) {
            log.info("Invitation not accepted with a passkey: {}", refused.getMessage());
            return page(PasskeyNotice.NOT_ADDED);
        }
        firstSignIn.signIn(
                new UserId(joined.userId()), joined.credentialVersion(), SignIn.Method.PASSKEY, request, response);
        return "redirect:/organizations/" + joined.slug();
    }

    private static String page(PasskeyNotice notice) {
        return "redirect:/links/invitation/{token}?" + PasskeyNotice.PARAMETER + "=" + notice.code();
    }

    private JoinedUser join(String token, String name, String handle, String credential, String label) {
        byte[] user = handle(handle);
        NewPasskey made = relyingParty.verifyNew(credential, new PasskeyUser(user, name, name), label);
        return passkeys.join(
                LinkTokens.hash(token),
                name,
                made.challenge(),
                user,
                made.credential(),
                made.attestation(),
                made.signatureCount(),
                made.transports(),
                label);
    }

    private static byte[] handle(String claimed) {
        try {
            byte[] handle = Bytes.fromBase64(claimed).getBytes();
            if (handle.length == HANDLE_LENGTH) {
                return handle;
            }
        } catch (IllegalArgumentException malformed) {
            throw new PasskeyRefusedException("the handle cannot be read", malformed);
        }
        throw new PasskeyRefusedException("the handle is too short or too long");
    }

    private static String boundTo(byte[] tokenHash, byte[] handle) {
        HexFormat hex = HexFormat.of();
        return "invitation " + hex.formatHex(tokenHash) + " " + hex.formatHex(handle);
    }
}
