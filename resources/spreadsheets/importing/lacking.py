"""What the page of a row lacks before it can go live, in the words of the rules that would keep it back."""

from core.going_live import problems_of
from core.page_slugs import free_page_slug
from resources.models import ResourceIndexPage, ResourcePage
from resources.spreadsheets.columns import column_named
from resources.spreadsheets.columns.term_columns import TermsColumn
from resources.spreadsheets.importing.row_mapping import RowResult


def lacks_of_new(page: ResourcePage, taken: RowResult, index: ResourceIndexPage) -> list[str]:
    """Of a page that is not saved: it is asked as if it stood in its list."""
    page.slug = free_page_slug(index, "row")
    page.path, page.depth = f"{index.path}{'Z' * index.steplen}", index.depth + 1
    page.set_url_path(index)
    return lacks_of(page, taken)


def lacks_of(page: ResourcePage, taken: RowResult) -> list[str]:
    """Terms that the import will make are not lacking."""
    columns = (column_named(change.column) for change in taken.changes if change.makes_terms)
    coming = {f"terms_{column.vocabulary}" for column in columns if isinstance(column, TermsColumn)}
    if page.is_listed_only and coming:
        # One term of any vocabulary is enough, and the rule names this field.
        coming.add("terms_category")
    return [problem.in_words for problem in problems_of(page) if problem.field not in coming]
