"""What a member finds after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.prefetch import Reader
from home.members_home import has_anything, members_home
from website.own_home import own_home


@own_home
def has_home(request: HttpRequest) -> bool:
    return has_anything(request.user)


@never_cache
@login_required
def your_network(request: HttpRequest) -> HttpResponse:
    """Sessions, news, committees and documents of this person. Who has nothing there begins on the front page."""
    if not has_home(request):
        return redirect("wagtail_serve", "")
    return render(request, "home/your_network.html", {"home": members_home(Reader.of(request), timezone.now())})
