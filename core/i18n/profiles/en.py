"""English, as it is written in Canada."""

from core.i18n.profiles import LanguageProfile, Marks, ServerErrorText, in_order, phrases, words

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
    stemmer="english",
    stop_words=words(
        """a about after all also am an and any anyone anything are as at be because been being but by can cannot
        could did do does doing don dr either else ever find finding for from get give had has have having he her here
        hers him his how i if in into is it its itself just ll let like looking m make many may me might more most mr
        mrs ms much must my need no not of off on one or other others our ours out over please re s shall she should
        show so some something such t tell than that the their them then there these they this those through to too
        under until up us ve very want was we were what when where whether which while who whom whose why will with
        within without would you your yours"""
    ),
    elisions=words(""),
    and_word="and",
    # “Overdose” alone is a subject of the site, “end” and “harm” are words like others.
    crisis_words=phrases(
        """suicide|suicidal|kill myself|killing myself|kill me|want to die|wanna die|wish I was dead|wish I were dead
        |better off dead|end my life|ending my life|take my own life|take my life|end it all|ways to die|hang myself
        |no reason to live|don't want to live|do not want to live|can't go on|self-harm|harm myself|hurt myself
        |hurting myself|cut myself|cutting myself|unalive|overdose now|is overdosing|am overdosing|i overdosed
        |having an overdose|taken too many pills|took too many pills"""
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
    marks=Marks(opening="“", closing="”"),
)
