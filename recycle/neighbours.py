"""Where a page stands among the pages beside it, also those that are in the bin at the moment."""

from wagtail.models import Page

from recycle.models import Binned

# So many are remembered on each side.
NEAR = 20
# In front of more pages than this none is put back: each of them would have to be moved, and such lists have an order
# of their own.
LONG = 200


def neighbours_of(page: Page) -> tuple[list[int], list[int]]:
    """The keys of those before and after it, the nearest ones first."""
    beside = Page.objects.filter(path__startswith=page.path[: -page.steplen], depth=page.depth)
    before = list(beside.filter(path__lt=page.path).order_by("-path").values_list("pk", flat=True)[:NEAR])
    after = list(beside.filter(path__gt=page.path).order_by("path").values_list("pk", flat=True)[:NEAR])
    row = [*reversed(before), page.pk, *after]
    # What was deleted last knows of those that were deleted before it.
    for one in Binned.objects.filter(parent=page.get_parent()).order_by("-pk")[: 2 * NEAR]:
        _insert(row, one)
    place = row.index(page.pk)
    return row[:place][::-1], row[place + 1 :]


def _insert(row: list[int], one: Binned) -> None:
    left = next((key for key in one.before if key in row), None)
    right = next((key for key in one.after if key in row), None)
    if left is not None:
        row.insert(row.index(left) + 1, one.page_id)
    elif right is not None:
        row.insert(row.index(right), one.page_id)


def place_for(one: Binned, parent: Page) -> tuple[Page, str]:
    """The page beside which it goes, and on which side."""
    beside = {page.pk: page for page in parent.get_children().filter(pk__in=[*one.before, *one.after])}
    left = next((beside[key] for key in one.before if key in beside), None)
    right = next((beside[key] for key in one.after if key in beside), None)
    found = (left, "right") if left else (right, "left") if right else (parent, "last-child")
    target, side = found
    if target is not parent and target is not None and _are_many_after(target, parent):
        return parent, "last-child"
    return (target or parent), side


def _are_many_after(page: Page, parent: Page) -> bool:
    after = parent.get_children().filter(path__gt=page.path).order_by("path").values_list("pk", flat=True)
    return len(after[: LONG + 1]) > LONG
