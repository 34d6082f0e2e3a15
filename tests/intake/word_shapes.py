"""Three of the shapes: as Word files."""

import datetime
import io

import docx

from tests.intake.shape import Shape


def _saved(word: docx.document.Document) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def word_with_styles() -> Shape:
    word, said = docx.Document(), []

    def add(text: str, style: str | None = None) -> None:
        word.add_paragraph(text, style=style)
        said.append(text)

    add("Who Holds the Key? Supported Tenancies After Discharge", "Title")
    add("Session 3 of the Threshold Series", "Subtitle")
    add("Tuesday, February 17, 2026, 9:30 am to 11:00 am Mountain Time")
    add("Overview", "Heading 1")
    add("Most evictions in the first year trace back to the first month. The session asked who visits in that month.")
    add("Panel", "Heading 1")
    add("Farah Quill, RN, Transition Nurse, Meadowlark Hospital", "List Bullet")
    add("Tobias Ekwueme, Tenancy Coordinator, Doorstep Housing Society", "List Bullet")
    add("The first month", "Heading 1")
    add("A visit on day three finds the fridge empty. A visit on day ten finds the mail unopened.")
    add("A nurse and a coordinator go together twice.", "List Number")
    add("After that they take turns.", "List Number")
    add("What landlords ask for", "Heading 1")
    add("Landlords want one number that somebody answers. They asked for it in all four towns.")
    add("Questions from participants", "Heading 1")
    add("Does a visit need consent each time?", "Heading 2")
    add("Yes, and it is asked at the door. The form from discharge is not enough.")
    add("A refusal is written down without a reason.")
    add("Who pays for the second nurse?", "Heading 2")
    add("The health authority paid for eight months. Nobody has promised a ninth.")
    return Shape(
        "threshold 3.docx",
        _saved(word),
        said,
        said[0],
        datetime.date(2026, 2, 17),
        ["Farah Quill", "Tobias Ekwueme"],
        ["The first month", "What landlords ask for"],
        ["Does a visit need consent each time?", "Who pays for the second nurse?"],
        3,
        ("Yes, and it is asked at the door.", "A refusal is written down without a reason."),
    )


def word_without_styles() -> Shape:
    """Everything is “Normal”: what looks like a heading is bold or in capitals."""
    word, said = docx.Document(), []

    def add(text: str, bold: bool = False) -> None:
        word.add_paragraph().add_run(text).bold = bold
        said.append(text)

    add("Ferry Lines and Waiting Lines", bold=True)
    add("Webinar 2: Wednesday, May 13, 2026 – 1:00 pm to 2:15 pm Pacific Time")
    add("SUMMARY")
    add("Islands wait twice, once for the boat and once for the clinic. Three of them now book both together.")
    add("SPEAKERS")
    add("Moderator: Greta Solheim, Island Health Council")
    add("Pascal Adeyemi, Clinic Manager, North Pier Clinic")
    add("ONE BOOKING FOR BOTH")
    add("The boat keeps four seats until noon. The clinic calls the purser, and nobody else has to.")
    add("WHEN THE BOAT DOES NOT RUN")
    add("A cancelled sailing moves the appointment by itself. It moved ninety of them last winter.")
    add("Q & A")
    add("What about people who come by kayak?", bold=True)
    add("They call from the beach. The clinic has walked down with a bag more than once.")
    add("It is not a plan, but it is written down now.")
    add("Is the list shared with the hospital?", bold=True)
    add("Only the names of those who agreed are. The purser sees a number and no name.")
    return Shape(
        "Ferry notes FINAL.docx",
        _saved(word),
        said,
        said[0],
        datetime.date(2026, 5, 13),
        ["Greta Solheim", "Pascal Adeyemi"],
        ["ONE BOOKING FOR BOTH", "WHEN THE BOAT DOES NOT RUN"],
        ["What about people who come by kayak?", "Is the list shared with the hospital?"],
        2,
        ("They call from the beach.", "It is not a plan, but it is written down now."),
    )


def panel_in_a_table() -> Shape:
    word = docx.Document()
    said = [
        "Bread, Buses and Belonging",
        "Webinar 6: Thursday, October 9, 2025, 12:00 pm to 1:00 pm Eastern Time",
        "Summary",
        "A hot lunch keeps more appointments than a reminder does. The kitchens counted for a year.",
        "Panel",
    ]
    word.add_heading(said[0], 0)
    word.add_paragraph(said[1])
    word.add_heading(said[2], 1)
    word.add_paragraph(said[3])
    word.add_heading(said[4], 1)
    rows = [
        ("Name", "Role", "Organisation"),
        ("Imani Castellan", "Head Cook", "Long Table Kitchen"),
        ("Rolf Benedikt", "Route Planner", "Prairie Transit Authority"),
        ("Sahar Milani", "Peer Coordinator", "Bridge Street Network"),
    ]
    table = word.add_table(len(rows), 3)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
            said.append(text)
    later = [
        ("A stop at the kitchen", 1),
        ("The bus turns into the yard at half past eleven. It waits four minutes.", 0),
        ("Question period", 1),
        ("Q: Who eats there?", 0),
        ("A: Whoever comes. Two thirds have an appointment on the same day.", 0),
        ("Q: Has anyone been sent away?", 0),
        ("A: Nobody was. The last plate went at two.", 0),
    ]
    for text, level in later:
        word.add_heading(text, level) if level else word.add_paragraph(text)
        said.append(text.removeprefix("Q: ").removeprefix("A: "))
    return Shape(
        "bread.docx",
        _saved(word),
        said,
        said[0],
        datetime.date(2025, 10, 9),
        ["Imani Castellan", "Rolf Benedikt", "Sahar Milani"],
        ["A stop at the kitchen"],
        ["Who eats there?", "Has anyone been sent away?"],
        6,
        ("Whoever comes.", "on the same day."),
    )
