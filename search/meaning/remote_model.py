"""A model at an address of our own choice, asked as OpenAI's embeddings are; when it is away, words alone answer."""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import numpy as np
from django.conf import settings
from elastic_transport import HttpHeaders, Urllib3HttpNode
from elastic_transport.client_utils import url_to_node_config

from search.cluster.cluster_client import PAUSE, Host, Request
from search.meaning.model_choice import ModelAway
from search.meaning.vectors import Vectors, of_length_one


class RemoteModel:
    """It is left out for some seconds after it did not answer in time, like a host of a cluster."""

    def __init__(self) -> None:
        parts = urlsplit(settings.SEARCH_MEANING)
        self.name = f"{settings.SEARCH_MEANING_MODEL} {parts.netloc}"
        self.target = parts.path + (f"?{parts.query}" if parts.query else "")
        config = url_to_node_config(f"{parts.scheme}://{parts.netloc}", use_default_ports_for_scheme=True)
        if settings.SEARCH_MEANING_KEY:
            headers = HttpHeaders({"authorization": f"Bearer {settings.SEARCH_MEANING_KEY}"})
            config = replace(config, headers=headers)
        self.host = Host(Urllib3HttpNode(config))

    def of_question(self, text: str, seconds: float) -> Vectors:
        question: Vectors = self.of_passages([text], seconds)[0]
        return question

    def of_passages(self, texts: Sequence[str], seconds: float) -> Vectors:
        """As they are, like questions: which words such a model wants before a text, nobody tells us."""
        if self.host.left_out_until > time.monotonic():
            raise ModelAway("The model is left out for some seconds.")
        body = json.dumps({"model": settings.SEARCH_MEANING_MODEL, "input": list(texts), "encoding_format": "float"})
        reply = self.host.ask(Request("POST", self.target, body.encode()), seconds)
        if reply is None:
            raise ModelAway("The model did not answer in time.")
        try:
            return _read(reply.body, len(texts))
        except (ValueError, KeyError, TypeError) as error:
            self.host.left_out_until = time.monotonic() + PAUSE
            raise ModelAway(f"The model answered {reply.status} {reply.body[:200]!r}") from error


def _read(body: bytes, count: int) -> Vectors:
    """One vector for each text, in the order of their numbers."""
    rows = sorted(json.loads(body)["data"], key=lambda row: int(row["index"]))
    found = np.asarray([row["embedding"] for row in rows], dtype=np.float32)
    if found.ndim != 2 or len(found) != count or not np.isfinite(found).all():
        raise ValueError("not one vector for each text")
    return of_length_one(found)
