"""English, as it is written in Canada."""

from core.i18n.profiles import LanguageProfile, ServerErrorText, in_order, phrases, words

PROFILE = LanguageProfile(
    search_path="search/",
    citation_locale="en-US",
    no_date={"APA": "n.d.", "Vancouver": "[date unknown]"},
    cites_full_dates=True,
    server_error=ServerErrorText(
        title="Something went wrong",
        apology="The mistake is ours, and it is in our records. Please try again in a few minutes, or go back to",
        front_page="the front page",
        number="If you write to us about it, name this number:",
    ),
    vague_link_texts=phrases(
        """here|click here|click|press here|link|this link|the link|this|this page|page|read more|more|learn more
        |see more|find out more|more info|more information|read|view|view resource|view the resource|view document
        |view report|see here|available here|is available here|is here|download|download here|website|go|details
        |see details|open"""
    ),
    desk_words=words(
        """admin administration board booking bookings care center centre chair clinic comm committee comms
        communication communications community conference conferences contact coordination coordinator data
        desk digest director donate donations editor education engagement enquiries equity event events
        evaluation feedback findings forum general group health hello help helpdesk info information
        inquiries inquiry intake join joining knowledge lab learning library mail media member members
        membership news newsletter network office outreach partnerships peer peers policy post press privacy
        program programs project projects publications questions reception registration registrations
        research resource resources secretary security service services site staff summit support team
        training volunteer volunteers web webinar webinars webmaster welcome workshop workshops youth no
        reply noreply"""
    ),
    small_words=words("a an and at by for from in of on or the to with"),
    edition_words=words("edition editions ed eds revised revision updated update version"),
    ordinals=in_order("first|second|third|fourth|fifth"),
    numbers=in_order("i one|ii two|iii three|iv four|v five|vi six|vii seven|viii eight|ix nine|x ten"),
    numbered_words=words(
        """part parts vol book chapter phase module section version edition stage step level session webinar series
        appendix year"""
    ),
    yes=words("yes y true t 1 x ✓ ✔"),
    no=words("no n false f 0 - –"),
    noon=phrases("noon|12 noon"),
    midnight=words("midnight"),
    at=words("at"),
    thing_words=words(
        "article articles document documents item items publication publications report reports resource resources"
    ),
    group_names={
        "principles": ("principles", "principle"),
        "practices": ("practices", "practice"),
        "implementation_approaches": (
            "implementation approaches",
            "implementation_approaches",
            "implementation-approaches",
        ),
    },
)
