"""What staff set for the whole site: name, look, contact, and every text in every language."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PageChooserPanel, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from core.blocks.help_lines import HelpLineBlock
from core.forms import ZoneSelect
from core.i18n.languages import best
from core.i18n.time_zones import is_zone
from core.models.atomic import AtomicClusterableModel
from core.models.row_words import RowWords
from users.models import LanguageField

PLAIN = ["bold", "italic", "ul", "ol", "link", "document-link"]


@register_setting(icon="cog")
class SiteSettings(AtomicClusterableModel, BaseSiteSetting):
    """The look, the contact and the alert of the site. Texts stand in `SiteText`, a row for each language."""

    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#1c5d66",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour as # and six digits, like #1c5d66."))],
        help_text=_("Links and buttons use this colour. They stay easy to read whatever you choose."),
    )
    logo = models.ForeignKey(
        "files.SiteImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    contact_mailbox = models.EmailField(
        _("contact mailbox"), blank=True, help_text=_("A shared mailbox, not one person's. It appears in the footer.")
    )
    security_contact = models.EmailField(
        _("security contact"), blank=True, help_text=_("Where people report a security problem (security.txt).")
    )
    quick_exit_url = models.URLField(
        _("quick exit"),
        default="https://weather.gc.ca/",
        help_text=_("Where the quick-exit button goes: a neutral page that is safe for anyone to see."),
    )
    time_zone = models.CharField(_("time zone of the network"), max_length=64, default="America/Vancouver")
    help_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page of help"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whom to call in a crisis. Every page links to it, in the reader's language."),
    )
    review_days = models.PositiveSmallIntegerField(
        _("days to decide about a page"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_("So many days after a page was sent, it counts as late, and its moderators get a mail."),
    )
    alert_starts = models.DateTimeField(_("show the alert from"), null=True, blank=True)
    alert_ends = models.DateTimeField(_("show the alert until"), null=True, blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [InlinePanel("texts", heading=_("Texts, one set for each language"), label=_("Language"), min_num=1)],
                heading=_("Texts"),
            ),
            ObjectList(
                [
                    FieldPanel("accent", widget=forms.ColorInput),
                    FieldPanel("logo"),
                    FieldPanel("contact_mailbox"),
                    FieldPanel("security_contact"),
                    FieldPanel("quick_exit_url"),
                    FieldPanel("help_page"),
                    FieldPanel("time_zone", widget=ZoneSelect),
                    InlinePanel("footer_pages", heading=_("Pages in the footer"), label=_("Page")),
                    InlinePanel("social_links", heading=_("Social media"), label=_("Link")),
                ],
                heading=_("Look and contact"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("alert_starts"), FieldPanel("alert_ends")],
                        heading=_("When the alert is shown"),
                        help_text=_("The words of the alert are with the texts for each language."),
                    )
                ],
                heading=_("Alert"),
            ),
            ObjectList([FieldPanel("review_days")], heading=_("Review")),
        ]
    )

    class Meta:
        verbose_name = _("name, look and texts")
        verbose_name_plural = _("name, look and texts")

    def __str__(self) -> str:
        return self.text.name if self.text else str(self.site)

    def clean(self) -> None:
        super().clean()
        if self.alert_starts and self.alert_ends and self.alert_ends <= self.alert_starts:
            raise ValidationError({"alert_ends": _("The alert must end after it starts.")})
        if not is_zone(self.time_zone):
            raise ValidationError({"time_zone": _("Choose a time zone from the list.")})

    @property
    def text(self) -> "SiteText | None":
        return best(self.texts.all())

    @classmethod
    def network_name(cls) -> str:
        """In the active language; what the software is called, until staff give a name."""
        rows = cls.objects.filter(site__is_default_site=True).prefetch_related("texts")
        text = next((row.text for row in rows), None)
        return text.name if text else settings.WAGTAIL_SITE_NAME

    @property
    def shows_alert(self) -> bool:
        now = timezone.now()
        begun = self.alert_starts is None or self.alert_starts <= now
        over = self.alert_ends is not None and self.alert_ends <= now
        return begun and not over and bool(self.text and self.text.alert_title)


class SiteText(RowWords):
    """Every text of the site's frame in one language."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField(_("language"))
    name = models.CharField(_("name of the network"), max_length=80)
    tagline = models.CharField(_("what it is, in a few words"), max_length=160, blank=True)
    help_lines = StreamField(
        [("line", HelpLineBlock())],
        verbose_name=_("numbers to call or text"),
        blank=True,
        max_num=6,
        help_text=_(
            "The first two show at the top of every page. All show in the footer, and as large buttons on the help "
            "page. A phone dials them with one tap."
        ),
    )
    crisis_short = models.CharField(
        _("crisis notice, one line"),
        max_length=200,
        blank=True,
        help_text=_("Shown at the top of every page when no numbers are given above. Start with whom to call."),
    )
    crisis_long = RichTextField(
        _("crisis notice, in full"),
        features=PLAIN,
        blank=True,
        help_text=_("Shown in the footer and in search when no numbers are given above."),
    )
    crisis_words = models.TextField(
        _("words of crisis"),
        blank=True,
        help_text=_(
            "One word or phrase per line: “suicide”, “kill myself”. Anyone who searches for one sees the "
            "crisis notice first. If this is empty, a built-in list is used."
        ),
    )
    land_acknowledgement = RichTextField(_("land acknowledgement"), features=PLAIN, blank=True)
    footer = RichTextField(_("other text in the footer"), features=PLAIN, blank=True)
    contact_note = models.CharField(_("note beside the contact"), max_length=200, blank=True)
    alert_title = models.CharField(_("alert, heading"), max_length=120, blank=True)
    alert_text = RichTextField(_("alert, text"), features=PLAIN, blank=True)

    panels = [
        FieldPanel("language"),
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("help_lines"),
        FieldPanel("crisis_short"),
        FieldPanel("crisis_long"),
        FieldPanel("crisis_words"),
        FieldPanel("land_acknowledgement"),
        FieldPanel("footer"),
        FieldPanel("contact_note"),
        FieldPanel("alert_title"),
        FieldPanel("alert_text"),
    ]

    class Meta:
        verbose_name = _("texts in a language")
        verbose_name_plural = _("texts in a language")
        constraints = [models.UniqueConstraint(fields=["settings", "language"], name="one_site_text_per_language")]

    def __str__(self) -> str:
        return f"{self.language}: {self.name}"

    @property
    def crisis_sentence(self) -> str:
        """Whom to call, as plain words."""
        if not self.help_lines:
            return self.crisis_short
        return " ".join(f"{line.value['words']} {line.value['number']}." for line in self.help_lines)


class SocialLink(models.Model):
    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="social_links")
    name = models.CharField(_("name"), max_length=60)
    url = models.URLField(_("address"))

    panels = [FieldPanel("name"), FieldPanel("url")]

    class Meta:
        verbose_name = _("link to social media")
        verbose_name_plural = _("links to social media")

    def __str__(self) -> str:
        return self.name


class FooterPage(Orderable):
    """A page that every page links to: accessibility, privacy, contact."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="footer_pages")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("page in the footer")
        verbose_name_plural = _("pages in the footer")

    def __str__(self) -> str:
        return str(self.page)
