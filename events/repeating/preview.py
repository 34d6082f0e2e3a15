"""The dates that a rule gives, for the form: shown while it is typed, before anything is saved."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from core.typed_fields import DayField
from events.repeating.rule import LONGEST, MOST_DATES, Repeats, Rule
from events.repeating.rule_words import rule_words


class RuleForm(forms.Form):
    """The fields of the rule as they are typed; names as in the form of an event."""

    start_date = DayField()
    repeats = forms.ChoiceField(choices=[choice for choice in Repeats.choices if choice[0]])
    repeats_every = forms.IntegerField(min_value=1, max_value=12, initial=1)
    repeats_weekdays = forms.TypedMultipleChoiceField(
        coerce=int, choices=[(day, day) for day in range(7)], required=False
    )
    repeats_until = DayField()

    def rule(self) -> Rule | None:
        """None while the rule is not complete, or makes no sense."""
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        first, until = typed["start_date"], typed["repeats_until"]
        if not first <= until <= first + LONGEST:
            return None
        return Rule(typed["repeats"], first, until, typed["repeats_every"], tuple(typed["repeats_weekdays"]))


@never_cache
def dates_of_rule(request: HttpRequest) -> HttpResponse:
    """The rule in words and its days, as HTML; nothing while it is not complete."""
    rule = RuleForm(request.GET).rule()
    context = {"words": rule_words(rule), "days": rule.days(), "most": MOST_DATES} if rule else {}
    return TemplateResponse(request, "events/admin/days_of_rule.html", context)


def admin_urls() -> list[URLPattern]:
    return [path("dates-of-rule/", dates_of_rule, name="dates_of_rule")]
