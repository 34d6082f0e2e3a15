"""Sentences that end in a name or a title, and words that are made one (core/text/sentences.py)."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.text.sentences import has_stop, one_stop

register = template.Library()


class SentenceNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        return one_stop(self.nodelist.render(context))


@register.tag
def sentence(parser: Parser, token: Token) -> SentenceNode:
    """Around a translated sentence: its full stop goes where a name in front of it brings one."""
    inside = parser.parse(("endsentence",))
    parser.delete_first_token()
    return SentenceNode(inside)


@register.filter
def with_stop(words: object) -> SafeString:
    return format_html("{}{}", words, "" if has_stop(str(words)) else ".")
