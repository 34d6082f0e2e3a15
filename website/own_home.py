"""The home that a person who is signed in has on this site. The app that shows it says for whom there is one."""

from collections.abc import Callable

from django.http import HttpRequest

HasHome = Callable[[HttpRequest], bool]
_judges: list[HasHome] = []


def own_home(function: HasHome) -> HasHome:
    """Register a function that says whether somebody finds anything at the address called `your_network`."""
    _judges.append(function)
    return function


def has_own_home(request: HttpRequest) -> bool:
    return request.user.is_authenticated and any(judge(request) for judge in _judges)
