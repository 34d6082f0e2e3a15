"""The picture of a cover, at an address that names its version."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.visibility import STRANGER, may_see, visible_to
from website.covers.cover_png import drawing_of, png_of

FOREVER = 365 * 24 * 3600


@require_safe
def cover_picture(request: HttpRequest, pk: int, version: str) -> HttpResponse:
    """For those who may see the page. What was shared before the page changed leads to how it is now."""
    page = visible_to(Page.objects.filter(pk=pk, depth__gt=1), request.user).specific().first()
    if page is None:
        raise Http404
    drawing = drawing_of(page)
    if version != drawing.version:
        return redirect("cover", pk=pk, version=drawing.version)
    answer = HttpResponse(png_of(drawing), content_type="image/png")
    is_public = may_see(page, STRANGER)
    answer["Cache-Control"] = f"public, max-age={FOREVER}, immutable" if is_public else "private, max-age=600"
    return answer
