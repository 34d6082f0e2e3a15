"""Takes it from the search page that a result was opened: for which words, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.i18n.languages import current
from core.text.typed_words import plain
from search.insight.asked_words import asked_of
from search.insight.counter import counter
from search.insight.middleware import is_counted


# It changes nothing for who sends it, and the page that sends it is kept and the same for all.
@csrf_exempt
@require_POST
def result_opened(request: HttpRequest) -> HttpResponse:
    """Says the same whatever comes. It counts only for words that were asked (search/insight/counter.py)."""
    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if is_ours and is_counted(request) and (asked := asked_of(plain(request.POST.get("q")), current())):
        counter.count_opened(asked)
    return HttpResponse(status=204)
