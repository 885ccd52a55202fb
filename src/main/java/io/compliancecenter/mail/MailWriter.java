package io.compliancecenter.mail;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.mail.Mails.Claimed;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes messages, as HTML and as text. */
@Component
class MailWriter {

    /** A scheme, a server's name, or an address. */
    private static final Pattern LINK =
            Pattern.compile("://|www\\.|@|\\p{Alnum}\\.\\p{Alpha}{2,}", Pattern.CASE_INSENSITIVE);

    private static final int MAX_NAME = 80;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final SpringTemplateEngine templates;
    private final MessageSource messages;
    private final CatalogueService catalogue;
    private final BaseUrl baseUrl;
    private final InternetAddress from;
    private final JsonMapper json;

    MailWriter(
            ApplicationContext application,
            CatalogueService catalogue,
            BaseUrl baseUrl,
            MailOutlet outlet,
            JsonMapper json) {
        this.messages = application;
        this.templates = templates(application);
        this.catalogue = catalogue;
        this.baseUrl = baseUrl;
        this.from = outlet.from();
        this.json = json;
    }

    /** Apart from the engine of the pages, whose links need a request. */
    private static SpringTemplateEngine templates(ApplicationContext application) {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(application);
        engine.addTemplateResolver(resolver(application, TemplateMode.HTML, "*.html"));
        engine.addTemplateResolver(resolver(application, TemplateMode.TEXT, "*.txt"));
        return engine;
    }

    private static SpringResourceTemplateResolver resolver(
            ApplicationContext application, TemplateMode mode, String names) {
        SpringResourceTemplateResolver resolver = new SpringResourceTemplateResolver();
        resolver.setApplicationContext(application);
        resolver.setPrefix("classpath:/templates/mail/");
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.getResolvablePatternSpec().addPattern(names);
        return resolver;
    }

    /**
     * The finished message.
     *
     * @param token of the link in it; null if it has none
     * @throws MailPreparationException if it cannot be written
     */
    MimeMessage write(Claimed mail, @Nullable String token) {
        MailKind kind = MailKind.of(mail.kind())
                .orElseThrow(() -> new MailPreparationException("This release knows no mail \"" + mail.kind() + "\""));
        Locale language = Locale.forLanguageTag(mail.locale());
        String vendor = line(catalogue
                .vendor()
                .map(VendorDetails::name)
                .orElseGet(() -> messages.getMessage("product", null, language)));
        Object[] arguments = arguments(kind, vendor, mail.parameters());
        MailKind.Texts texts = kind.texts();
        String subject = line(messages.getMessage(texts.subject(), arguments, language));
        Context content = new Context(language);
        content.setVariable("vendor", vendor);
        content.setVariable("subject", subject);
        content.setVariable("text", messages.getMessage(texts.text(), arguments, language));
        content.setVariable("note", messages.getMessage(texts.note(), arguments, language));
        content.setVariable("baseUrl", baseUrl.text());
        if (token != null && texts.button() != null && mail.purpose() != null) {
            content.setVariable("button", messages.getMessage(texts.button(), arguments, language));
            content.setVariable(
                    "link", baseUrl.text() + LinkPurpose.valueOf(mail.purpose()).path() + token);
        }
        try {
            return message(mail, vendor, subject, content);
        } catch (MessagingException | UnsupportedEncodingException failure) {
            throw new MailPreparationException("The message could not be written", failure);
        }
    }

    private Object[] arguments(MailKind kind, String vendor, String parameters) {
        Map<String, String> given = json.readValue(parameters, TEXTS);
        List<Object> arguments = new ArrayList<>(List.of(vendor));
        kind.parameters().forEach(parameter -> arguments.add(name(given.getOrDefault(parameter, ""))));
        return arguments.toArray();
    }

    private MimeMessage message(Claimed mail, String vendor, String subject, Context content)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = new IdentifiedMessage(mail, from);
        MimeMessageHelper helper =
                new MimeMessageHelper(message, MimeMessageHelper.MULTIPART_MODE_RELATED, StandardCharsets.UTF_8.name());
        helper.setFrom(
                StringUtils.hasText(from.getPersonal())
                        ? from
                        : new InternetAddress(from.getAddress(), vendor, StandardCharsets.UTF_8.name()));
        helper.setTo(new InternetAddress(mail.recipient(), true));
        helper.setSubject(subject);
        helper.setText(templates.process("message.txt", content), templates.process("message.html", content));
        // RFC 3834: no automatic answers
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** In one line: a line end in a header would begin another header. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }

    /**
     * Short, and without what mail programs make links of: people choose their names themselves, and the vendor sends the message.
     */
    private static String name(String chosen) {
        String name = line(chosen);
        if (LINK.matcher(name).find()) {
            name = name.replaceAll("[:/@.\\s]+", " ").strip();
        }
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
    }

    /** Has the same identifier at each attempt, and none that names this machine. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String id;

        IdentifiedMessage(Claimed mail, InternetAddress from) {
            super(Session.getInstance(new Properties()));
            String address = from.getAddress();
            this.id = "<" + mail.id() + address.substring(address.lastIndexOf('@')) + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
