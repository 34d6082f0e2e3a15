"""English, as it is written in Canada."""

from core.i18n.profiles import DocumentWords, LanguageProfile, Marks, ServerErrorText, in_order, phrases, words

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
    documents=DocumentWords(
        headings={
            "summary": phrases("summary|executive summary|abstract|overview|about this resource|what it is|in brief"),
            "background": phrases(
                "background|context|introduction|about the event|about this event|about the session"
                "|about this session|about the webinar|about this webinar|about this discussion|about this talk"
            ),
            "people": phrases(
                "panel|panellists|panelists|panel members|speakers|presenters|facilitators|facilitator|moderators"
                "|moderator|people|team|members|who we are|guest speakers|featured speakers|hosts and speakers"
                "|who spoke|who was there|who took part|in conversation with"
            ),
            "questions": phrases(
                "question period|questions|question and answer|questions and answers|q a|q and a|q&a|q & a|faq"
                "|frequently asked questions|discussion questions|viewer questions|practical questions"
            ),
            "objectives": phrases("objectives|learning objectives|goals|aims|session objectives|our goals"),
            "audience": phrases(
                "who should attend|who should come|audience|who is it for|who is this for|intended audience"
            ),
            "eligibility": phrases("eligibility|who is eligible|who can apply|who can attend"),
            "agenda": phrases("agenda|program|programme|schedule|draft agenda|agenda items"),
            "outcomes": phrases(
                "outcomes|calls to action|call to action|recommendations|outcomes and calls to action|key takeaways"
                "|takeaways"
            ),
            "next": phrases("next steps|what comes next|whats next|looking ahead"),
            "materials": phrases(
                "materials|further materials|resources|links|further reading|documents|additional resources|references"
                "|useful links|handouts"
            ),
            "recordings": phrases("recording|recordings|video|videos|watch the recording"),
            "registration": phrases("registration|how to register|sign up|how to sign up|register"),
            "contact": phrases("contact|contact us|for more information|more information|questions about the event"),
            "findings": phrases(
                "key findings|findings|key findings related to|findings related to|key findings about|findings about"
                "|results"
            ),
            "other_materials": phrases("other resource materials|other materials|figures and tables|images and tables"),
            "authors": phrases("authors|author|written by"),
            "earlier": phrases("earlier sessions|previous sessions|past sessions|previous webinars"),
            "guiding": phrases("guiding questions|questions to consider"),
            "purpose": phrases("purpose|mandate|our purpose|our mandate|mission|vision|why we exist"),
            "principles": phrases("principles|guiding principles|our principles"),
            "values": phrases("values|our values"),
            "join": phrases("how to join|join us|get involved|how to take part|membership"),
            "history": phrases("history|our history|timeline|milestones"),
            "programs": phrases("programs|programmes|initiatives|our programs"),
            "reports": phrases("reports|publications|downloads|reports and downloads"),
            "preparation": phrases("preparation|before the session|pre reading|to read before"),
        },
        labels={
            "date": phrases("date|dates|day|when|date and time|date time|session date|publication date|published"),
            "time": phrases("time|times|hours"),
            "place": phrases("where|location|place|venue|address"),
            "city": phrases("city|town"),
            "platform": phrases("platform|online platform"),
            "host": phrases("host|hosts|hosted by|organizer|organizers|organiser|organisers|presented by"),
            "partner": phrases("partner|partners|in partnership with"),
            "funder": phrases("funder|funders|funded by"),
            "publisher": phrases("publisher|published by"),
            "registration": phrases("register|registration|sign up|rsvp|register here|registration link"),
            "contact": phrases("contact|questions|for more information|email|contact email"),
            "cost": phrases("cost|price|fee|fees"),
            "facilitator": phrases("facilitator|facilitators|facilitated by"),
            "moderator": phrases("moderator|moderators|moderated by"),
            "panellist": phrases("panel|panellist|panellists|panelist|panelists"),
            "speaker": phrases("speaker|speakers|presenter|presenters|guest speaker|guest speakers|guest|guests"),
            "keynote": phrases("keynote|keynote speaker"),
            "chair": phrases("chair"),
            "co-chair": phrases("co chair|co chairs"),
            "elder": phrases("elder"),
            "author": phrases("author|authors|by|written by"),
            "attendance": phrases("attendance|participants|number of participants"),
            "series": phrases("series|webinar series|part of"),
            "number": phrases("webinar|session|part|episode|number"),
            "year": phrases("year|year of publication"),
            "doi": phrases("doi"),
            "link": phrases("link|url|web|website|full text|read it"),
            "title": phrases("title|event|event title|subject"),
            "subtitle": phrases("subtitle"),
        },
        vocabularies={
            "keywords": phrases("keywords|key words|tags"),
            "topic": phrases("topic|topics|theme|themes|subjects|subject areas"),
            "region": phrases("region|regions|health region|health regions"),
            "audience": phrases("audience|audiences|intended audience|target audience"),
            "population": phrases("population|populations|population group|population groups"),
            "sector": phrases("sector|sectors"),
            "category": phrases("category|categories"),
            "type": phrases("type of resource|resource type|type of document|document type"),
            "event-type": phrases("type of event|event type|kind of event"),
            "language": phrases("language|languages"),
        },
        site_lines=phrases("back to|skip to|more upcoming events|share this|print this page|subscribe to|read more"),
        zones={
            "pacific": "America/Vancouver",
            "pt": "America/Vancouver",
            "pst": "America/Vancouver",
            "pdt": "America/Vancouver",
            "mountain": "America/Edmonton",
            "mt": "America/Edmonton",
            "mst": "America/Edmonton",
            "mdt": "America/Edmonton",
            "central": "America/Winnipeg",
            "ct": "America/Winnipeg",
            "cst": "America/Winnipeg",
            "cdt": "America/Winnipeg",
            "eastern": "America/Toronto",
            "et": "America/Toronto",
            "est": "America/Toronto",
            "edt": "America/Toronto",
            "atlantic": "America/Halifax",
            "at": "America/Halifax",
            "newfoundland": "America/St_Johns",
            "saskatchewan": "America/Regina",
        },
        until=words("to until till"),
        list_joins=words("and or and/or then"),
        online=phrases("online|zoom|webinar|teams|virtual|virtually|webex|google meet|by video"),
        organisations=words(
            """association authority agency board centre center clinic coalition college commission committee community
            connective council department division foundation government health hospital institute ministry
            network office organization organisation partnership police program project school society service services
            team trust union university"""
        ),
        pronouns=words("he him his she her hers they them theirs ze zir xe xem any pronouns"),
        led_by={
            "facilitator": phrases("facilitated by"),
            "moderator": phrases("moderated by"),
            "chair": phrases("chaired by"),
        },
        films=phrases("complete video|full video|video of|recording of|recording is|watch the|video recording"),
        subject_lines=phrases("subject line|subject"),
        empty_file_names=words(
            "pasted address document doc docx untitled scan scanned file new copy text mail message"
            " draft final version v of img image"
        ),
        about=words("about around approximately roughly"),
        cues={
            "called": r"called|titled|entitled|under the title|(?:the )?title is",
            # Of days that are not those of the event.
            "other_day": r"last (?:year|month|week|time|fall|spring|winter|summer)|previous(?:ly)?|years? ago|was held"
            r"|took place|deadline|(?:sign up|register|rsvp|reply|answer|write to us|let us know)[^.]{0,40}? (?:by"
            r"|before)"
            r"|(?:by|before|since) (?:the )?(?=\w+day\b|\d{1,2}(?:st|nd|rd|th)"
            r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w* \d)|postponed|moved from|instead of|not on"
            r"|cancelled|no later than|next one|the one after|we met on|met on",
            "online": r"(?:(?:held |live )?online|virtual(?:ly)?)(?= (?:on|via|by|over|with|only|at|from|and in)\b"
            r"|\s*[,.;()]|$)"
            r"|(?:on|via|by|over|through) (?=zoom|(?:microsoft )?teams|webex|google meet)",
            "takes_place": r"takes? place|will be|is held|be held|we meet|meet(?:ing)?s? (?:on|at|in)|join us|it is on"
            r"|it[’']s on|is on|happens",
            "in_person": r"in person",
            "hybrid": r"hybrid",
            "place": r"(?:in person|takes? place|be held|is held|held|we(?: will|[’']ll)? meet|join us)"
            r" (?:at|in)\s+(?!person)(?:the )?",
            "free": r"(?:free of charge|at no cost|no charge|(?:is|are|it[’']s|attendance is|entry is) free(?="
            r" *[.,;!)]|$| and\b)"
            r"|(?:^|[,;] *)free(?: event| entry| of charge)?(?= *[.,;!]|$))",
            "places": r"(?:there (?:are|is room for)|room for|limited to|up to|we have|we can take|only|a maximum"
            r" of|at most)"
            r" (?P<number>\d{1,4}) ?(?:places|seats|spots|people|participants|of us)?"
            r"|(?:^|[,;] *)(?P<number2>\d{1,4}) (?:places|seats|spots)\b",
            "sign_up": r"sign(?:ing)?[- ]?up|regist(?:er|ration)|rsvp|(?:reserve|save|book) (?:a|your) (?:place"
            r"|spot|seat)",
            "no_sign_up": r"no (?:need to )?(?:sign[- ]?up|regist(?:er|ration))|without regist\w+|don[’']t (?:have"
            r"|need) to"
            r" (?:sign up|register)",
            "objectives": r"(?:we|i) (?:want|hope|would like) (?:for )?(?:people|participants|everyone|you|families"
            r"|those who"
            r" come) (?:to|will)|by the end\b[^.:]{0,50}\bwill(?: be able to| know(?: how)?)?"
            r"|(?:people|participants|you|everyone)(?: who come)? will (?:be able to|learn(?: how to)?|leave with"
            r"|take away)"
            r"|(?:the|our) (?:aims|goals|objectives)(?: of [^.:]{3,40})? are",
            "findings": r"(?:key |main |its |the )?findings(?: are)?|(?:what )?(?:they|we|it) found(?: that| out)?"
            r"|the (?:study|report|survey|authors) (?:found|finds?|shows?)(?: that)?",
            "with_others": r"(?:,\s*)?(?:along )?with(?: us)?\s*:\s*$",
            "is_series": r"(?:an? |the )?(?:(?:learning|webinar|speaker|discussion) )?series(?= *$| *[–—|,:-])"
            r"|^(?:webinar )?series(?= )",
            "of_series": r"(?:in|of|from) (?:the |our )?",
            "next_session": r"(?:the|our) next (?:session|webinar|talk|conversation|discussion|gathering|one)"
            r"|webinar #?\d+ will|(?:the |a )?(?:full |complete |video )?recording|watch the recording"
            r"|(?:the |our )?slides (?:are|can|from)",
            "mail_line": r"from|sent|to|cc|bcc|date|subject|reply-to|attachments?",
            "mail_subject": r"subject",
            "greeting": r"hi|hello|hey|dear|good (?:morning|afternoon|evening)",
            "sign_off": r"(?:many |with )?thanks(?: so much| again| a lot)?|thank you|best|best wishes|(?:kind|warm"
            r"|best) regards"
            r"|regards|warmly|cheers|sincerely|all the best|talk soon|take care|in solidarity",
            "published_by": r"(?:published|put out|issued|released) by",
            "authors": r"(?:the )?authors?(?: are| is|:)?|written by|by",
            "year": r"published(?: by [^.;]{3,80})?(?: in)?|from|came out in|dated|released in",
            "before_term": r"^(?:it is |this is )?(?:about |for |in |from |across |also |and |the |an? )+",
            "peer_reviewed": r"(?P<no>not )?peer[- ]reviewed\W{0,3}(?P<no2>no\b)?(?:yes\b)?",
        },
        around_facts=words(
            """afternoon afterwards around attend attendance available charge come cost date email evening event
            everyone
            fixed format free gathering hold holds host hosted hosts hour hours join joined language link mail meet
            meeting
            morning needed online page pages participation pdf people place places please published read registration
            report research room running seats session sign spots standard study starts take takes talk time title venue
            webinar welcome workshop write year zoom"""
        ),
    ),
)
