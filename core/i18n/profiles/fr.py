"""French, as it is written in Canada."""

from core.i18n.profiles import DocumentWords, LanguageProfile, Marks, ServerErrorText, in_order, phrases, words

PROFILE = LanguageProfile(
    search_path="recherche/",
    citation_locale="fr-CA",
    no_date={"APA": "s. d.", "Vancouver": "[date inconnue]"},
    # citeproc would write “2021, mars 4”.
    cites_full_dates=False,
    server_error=ServerErrorText(
        title="Une erreur est survenue",
        apology="L’erreur vient de nous, et elle est consignée. Veuillez réessayer dans quelques minutes, ou revenir à",
        front_page="la page d’accueil",
        number="Si vous nous écrivez à ce sujet, mentionnez ce numéro :",
    ),
    vague_link_texts=phrases(
        """ici|cliquez ici|cliquer ici|cliquez|lien|ce lien|le lien|cette page|page|lire la suite|la suite|suite|plus
        |en savoir plus|savoir plus|lire plus|voir|voir plus|voir ici|voir la ressource|voir le document
        |voir le rapport|disponible ici|est disponible ici|plus d'information|plus d'informations|plus d'infos
        |télécharger|détails"""
    ),
    desk_words=words(
        """accueil adhesion aide bibliotheque bureau comite conference contact direction equipe evaluation evenement
        evenements formation forum information inscription inscriptions presse programme projet projets publications
        questions recherche renseignements reseau ressources secretariat service services site systeme webinaire
        webinaires"""
    ),
    small_words=words("au aux avec d de des du en et l la le les ou par pour sur un une"),
    edition_words=words("edition editions revise revisee version"),
    ordinals=in_order("premiere premier|seconde deuxieme|troisieme|quatrieme|cinquieme"),
    numbers=in_order("un|deux|trois|quatre|cinq||sept|huit|neuf|dix"),
    numbered_words=words(
        "partie volume tome chapitre module section version edition etape niveau session webinaire serie annexe"
    ),
    stemmer="french",
    stop_words=words(
        """a ai alors apres as au aucun aucune aussi autre autres aux avec avez avoir avons c ca ce cela celle celles
        celui ces cet cette ceux chaque chercher cherche comme comment d dans de depuis des dois doit donc dr dre dont
        du elle elles en entre es est et etaient etais etait etant ete etes etre eu faire fait fut ici il ils j je l
        la le les leur leurs lors lui m ma mais me meme mes mme mon n ne ni nos notre nous on ont ou par parce pas
        peut peuvent peux plus plusieurs pour pourquoi pouvez puis puisque qu quand que quel quelle quelles quels qui
        quoi s sa sans se sera ses si sont sommes son sont souhaite sous suis sur t ta te tel telle tes toi ton tous
        tout toute toutes trouver tres trop tu un une va vers veux voici voila vos votre voudrais vous y"""
    ),
    elisions=words("c d j l m n s t qu jusqu lorsqu puisqu quoiqu"),
    and_word="et",
    crisis_words=phrases(
        """suicide|suicidaire|me suicider|me tuer|tuez-moi|veux mourir|voudrais mourir|envie de mourir
        |voudrais être mort
        |mettre fin à mes jours|mettre fin à ma vie|m'enlever la vie|en finir avec la vie|veux en finir|vais en finir
        |envie d'en finir|plus envie de vivre|veux plus vivre|plus de raison de vivre|me pendre|automutilation
        |me mutiler|me faire du mal|me blesser|me couper les veines|surdose maintenant|en surdose|fait une surdose
        |fais une surdose|avalé trop de pilules|pris trop de pilules"""
    ),
    yes=words("oui o vrai"),
    no=words("non faux"),
    noon=words("midi"),
    midnight=words("minuit"),
    at=words("à"),
    thing_words=words(
        "article articles document documents publication publications rapport rapports ressource ressources"
    ),
    group_names={
        "principles": ("principes",),
        "practices": ("pratiques",),
        "implementation_approaches": ("approches de mise en œuvre",),
    },
    marks=Marks(
        opening="«\u00a0",
        closing="\u00a0»",
        blank_before={":": "\u00a0", "»": "\u00a0", ";": "\u202f", "!": "\u202f", "?": "\u202f"},
        blank_after={"«": "\u00a0"},
    ),
    documents=DocumentWords(
        headings={
            "summary": phrases("resume|sommaire|apercu|en bref|synthese"),
            "background": phrases(
                "contexte|introduction|mise en contexte|a propos de l evenement|a propos de cette seance"
                "|a propos de la seance|a propos du webinaire|a propos de ce webinaire|a propos de cette causerie"
            ),
            "people": phrases(
                "panel|panelistes|conferenciers|conferencieres|intervenants|intervenantes|animation|animateurs|animatrice"
                "|membres|equipe|qui sommes nous|invites|avec la participation de|qui a parle|qui a pris la parole"
            ),
            "questions": phrases("questions|periode de questions|questions et reponses|foire aux questions|faq"),
            "objectives": phrases("objectifs|objectifs d apprentissage|buts"),
            "audience": phrases("a qui s adresse|public cible|pour qui|qui devrait participer|a qui cela s adresse"),
            "eligibility": phrases("admissibilite|qui est admissible"),
            "agenda": phrases("ordre du jour|horaire|programme|deroulement"),
            "outcomes": phrases("resultats|appels a l action|recommandations|points a retenir"),
            "next": phrases("prochaines etapes|la suite|et ensuite"),
            "materials": phrases("documents|ressources|liens|pour aller plus loin|lectures|documentation"),
            "recordings": phrases("enregistrement|enregistrements|video|videos"),
            "registration": phrases("inscription|comment s inscrire"),
            "contact": phrases("contact|pour nous joindre|renseignements|pour plus de renseignements"),
            "findings": phrases("constats|principaux constats|constatations|conclusions|constats sur|constats lies a"),
            "other_materials": phrases("autres documents|figures et tableaux"),
            "authors": phrases("auteurs|auteur|autrice|autrices"),
            "earlier": phrases("seances precedentes|webinaires precedents"),
            "guiding": phrases("questions directrices"),
            "purpose": phrases("mandat|mission|raison d etre|vision"),
            "principles": phrases("principes|principes directeurs"),
            "values": phrases("valeurs|nos valeurs"),
            "join": phrases("comment participer|se joindre a nous|adhesion"),
            "history": phrases("historique|histoire"),
            "programs": phrases("programmes|initiatives"),
            "reports": phrases("rapports|publications|telechargements"),
            "preparation": phrases("preparation|avant la seance|a lire avant"),
        },
        labels={
            "date": phrases("date|dates|jour|quand|date et heure|date de publication|publie le"),
            "time": phrases("heure|heures|horaire"),
            "place": phrases("lieu|ou|endroit|adresse"),
            "city": phrases("ville"),
            "platform": phrases("plateforme|plate forme"),
            "host": phrases("hote|hotes|organisateur|organisateurs|organise par|presente par"),
            "partner": phrases("partenaire|partenaires|en partenariat avec"),
            "funder": phrases("bailleur de fonds|bailleurs de fonds|finance par"),
            "publisher": phrases("editeur|publie par"),
            "registration": phrases("inscription|s inscrire|lien d inscription"),
            "contact": phrases("contact|renseignements|courriel|questions|pour nous joindre|pour nous ecrire"),
            "cost": phrases("cout|prix|tarif|frais"),
            "facilitator": phrases("animateur|animatrice|animation|anime par"),
            "moderator": phrases("moderateur|moderatrice|moderation"),
            "panellist": phrases("panel|paneliste|panelistes"),
            "speaker": phrases(
                "conferencier|conferenciere|conferenciers|conferencieres|intervenant|intervenante|intervenants"
                "|intervenantes|invite|invitee|invites|invitees"
            ),
            "keynote": phrases("conference d ouverture"),
            "chair": phrases("president|presidente"),
            "co-chair": phrases("copresident|copresidente"),
            "elder": phrases("aine|ainee"),
            "author": phrases("auteur|autrice|auteurs|autrices|par"),
            "attendance": phrases("participants|nombre de participants"),
            "series": phrases("serie|serie de webinaires"),
            "number": phrases("webinaire|seance|partie|numero"),
            "year": phrases("annee|annee de publication"),
            "doi": phrases("doi"),
            "link": phrases("lien|adresse web|site web|texte integral"),
            "title": phrases("titre|evenement|objet"),
            "subtitle": phrases("sous titre"),
        },
        vocabularies={
            "keywords": phrases("mots cles|etiquettes"),
            "topic": phrases("theme|themes|sujets|thematique|thematiques"),
            "region": phrases("region|regions|region sanitaire"),
            "audience": phrases("public|publics|public cible|publics cibles"),
            "population": phrases("population|populations|groupe de population"),
            "sector": phrases("secteur|secteurs"),
            "category": phrases("categorie|categories"),
            "type": phrases("type de ressource|type de document"),
            "event-type": phrases("type d evenement|genre d evenement"),
            "language": phrases("langue|langues"),
        },
        site_lines=phrases("retour a|aller au contenu|autres evenements a venir|partager|imprimer|lire la suite"),
        zones={
            "pacifique": "America/Vancouver",
            "hp": "America/Vancouver",
            "hnp": "America/Vancouver",
            "hap": "America/Vancouver",
            "rocheuses": "America/Edmonton",
            "hr": "America/Edmonton",
            "hnr": "America/Edmonton",
            "har": "America/Edmonton",
            "prairies": "America/Winnipeg",
            "centre": "America/Winnipeg",
            "hc": "America/Winnipeg",
            "hnc": "America/Winnipeg",
            "hac": "America/Winnipeg",
            "est": "America/Toronto",
            "he": "America/Toronto",
            "hne": "America/Toronto",
            "hae": "America/Toronto",
            "atlantique": "America/Halifax",
            "ha": "America/Halifax",
            "hna": "America/Halifax",
            "haa": "America/Halifax",
            "terre-neuve": "America/St_Johns",
            "hnt": "America/St_Johns",
            "hat": "America/St_Johns",
            "saskatchewan": "America/Regina",
        },
        until=words("à au jusqu’à a"),
        list_joins=words("et ou et/ou puis"),
        online=phrases("en ligne|zoom|webinaire|teams|virtuel|virtuelle|webex|par video"),
        organisations=words(
            """association autorite agence centre clinique coalition college commission comite conseil departement
            division fondation gouvernement hopital institut ministere reseau bureau organisme partenariat police
            programme projet ecole societe service services universite sante"""
        ),
        credentials=words("inf. inf.clin. inf.aux. t.s. ps.éd. erg. pht. dt.p. crim. psych."),
        pronouns=words("il lui elle iel ielle elles eux ille al ael"),
        led_by={
            "facilitator": phrases("animé par|animée par"),
            "moderator": phrases("modéré par|modérée par"),
            "chair": phrases("présidé par|présidée par"),
        },
        films=phrases(
            "vidéo complète|enregistrement de|enregistrement est|enregistrement complet|enregistrement vidéo"
        ),
        subject_lines=phrases("objet|ligne d’objet|sujet"),
        empty_file_names=words(
            "sans titre nouveau nouvelle copie de numerisation numerise fichier texte courriel brouillon finale"
        ),
        about=words("environ vers"),
        cues={
            "called": r"intitulée?s?|appelée?|nommée?|sous le titre|(?:le )?titre est|qui s[’']appelle|s[’']intitule",
            "other_day": r"l[’']an (?:dernier|passé)|(?:l[’']année|le mois|la semaine) (?:dernière?|passée?|dernier)"
            r"|il y a (?:un|deux|trois) ans|a eu lieu|s[’']est tenue?|date limite|avant le|d[’']ici le|au plus tard"
            r"|jusqu[’']au"
            r"|depuis le|reportée?|au lieu du|annulée?|précédente?|nous nous sommes|la prochaine",
            "online": r"en ligne|virtuel(?:le(?:ment)?)?|(?:sur|par|via) (?=zoom|(?:microsoft )?teams|webex|google"
            r" meet)",
            "takes_place": r"a(?:ura)? lieu|se tien(?:t|dra)|se déroule(?:ra)?|on se (?:voit|retrouve)|nous (?:nous"
            r" )?(?:tenons"
            r"|réunissons|retrouvons)|c[’']est le|joignez-vous|sera",
            "in_person": r"en personne|en présentiel",
            "hybrid": r"hybride",
            "place": r"(?:en personne|en présentiel|a(?:ura)? lieu|se tien(?:t|dra)|se déroule(?:ra)?)[, ]+"
            r"(?:au |à la |à l[’']|aux |dans (?:la |le |les )?|chez |à )",
            "free": r"sans frais|(?:est|sont|c[’']est) gratuite?s?(?= *[.,;!)]|$| et\b)|(?:^|[,;] *)(?:entrée "
            r"|activité )?gratuite?"
            r"(?= *[.,;!]|$)",
            "places": r"(?:il y a|limitée?s? à|nous avons|au plus|au maximum|jusqu[’']à|maximum(?: de)?)"
            r" (?P<number3>\d{1,4})"
            r" ?(?:places|personnes|participantes?|participants)?|(?:^|[,;] *)(?P<number4>\d{1,4}) places\b",
            "sign_up": r"inscri(?:ption|ptions|re|vez|t|s)\b|réserve[rz]\b",
            "no_sign_up": r"sans inscription|(?:pas besoin de|inutile de) s[’']inscrire|aucune inscription",
            "objectives": r"(?:nous|on) (?:voulons|veut|souhaitons|souhaite|aimerions) que (?:les gens|les familles|les"
            r" participantes?|les participants|chacun|vous|les personnes(?: présentes)?)(?: puissent)?"
            r"|à la fin\b[^.:]{0,60}\b(?:sauront|pourront|saurez|pourrez|seront capables de|auront)"
            r"|(?:les|nos) (?:buts|objectifs)(?: de [^.:]{3,40})? sont",
            "findings": r"(?:principaux |les )?(?:constats|résultats)(?: principaux)?(?: sont)?"
            r"|(?:l[’']étude|le rapport|l[’']enquête) (?:montre|révèle|constate)(?: que)?|on y apprend que",
            "with_others": r"(?:,\s*)?avec(?: la participation de)?\s*:\s*$",
            "is_series": r"(?:une |la )?série(?: de (?:causeries|webinaires|rencontres|conférences|midis))?",
            "of_series": r"(?:de la |dans la |de |du )",
            "next_session": r"(?:la|notre) prochaine (?:séance|causerie|rencontre|discussion)"
            r"|(?:le|notre) prochain (?:webinaire|midi)|l[’']enregistrement(?: complet)?|les diapositives",
            "mail_line": r"de|envoyée?(?: le)?|à|cc|cci|date|objet|répondre à|pièces? jointes?",
            "mail_subject": r"objet",
            "greeting": r"bonjour|bonsoir|salut|allo|chère?s?",
            "sign_off": r"merci(?: beaucoup| d[’']avance| encore| à vous)?|cordialement|bien à vous|amicalement|à"
            r" bientôt"
            r"|bonne journée|solidairement|salutations",
            "published_by": r"publiée? par|édité par|paru (?:chez|à)",
            "authors": r"(?:les )?(?:auteures?|auteurs|auteur|autrices?)(?: sont| est|\s?:)?|écrite? par|rédigée?"
            r" par|par",
            "year": r"publiée?(?: par [^.;]{3,80})?(?: en)?|parue? en|datée? de|de",
            "before_term": r"^(?:c[’']est |il s[’']agit )?(?:(?:pour|en|dans|sur|et|un|une|le|la|les|des|au) "
            r"|d[’']une? )+",
            "peer_reviewed": r"(?P<no3>non )?(?:révisée?|évaluée?) par (?:les|des)"
            r" pairs\W{0,3}(?P<no4>non\b)?(?:oui\b)?",
        },
        around_facts=words(
            """accueil adresse annee atelier auteurs ayant besoin bienvenue courriel date debute ecrire ecrivez
            envoyer etude
            evenement format frais gratuit gratuite heure heures inscription inscrire jour langue lien lieu lire
            ligne oblige
            obligatoire participation personnes place places publie rapport rencontre rendez reunion seance sinscrire
            soir
            soiree temps titre vient webinaire zoom"""
        ),
    ),
)
