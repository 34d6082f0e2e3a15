"""What other sites know of documents, answered on this machine: the site in browser tests asks nobody else."""

import json
import os

from django.apps import AppConfig

DOI = "10.5555/lanterns.2024.7"
CSL = {
    "title": "Lanterns on the Stairs: Light, Handrails and Falls in Rooming Houses",
    "author": [{"given": "Odalys", "family": "Brandvold"}, {"given": "Kwame", "family": "Asante-Reid"}],
    "publisher": "Journal of Small Repairs",
    "issued": {"date-parts": [[2024, 9, 12]]},
    "DOI": DOI,
    "language": "en",
    "abstract": "<jats:p>Falls halved where each landing had a lamp. The lamps cost less than one ambulance.</jats:p>",
}
# Where the site finds it.
PLACE = "NEIGHBOUR_OF_TESTS"
PAGES = {f"/{DOI}": (200, {"Content-Type": "application/vnd.citationstyles.csl+json"}, json.dumps(CSL).encode())}


class Neighbour(AppConfig):
    """Installed by site_settings.py alone."""

    name = "tests.browser"
    label = "neighbour"

    def ready(self) -> None:
        # Models are there now, and not before.
        from intake import known_elsewhere  # noqa: PLC0415 - apps are loaded first
        from linkcheck.client import HostPacing, LinkClient  # noqa: PLC0415 - the same

        client = LinkClient("Test/1.0", HostPacing(0.0), allowed=lambda address: True, ports=None)
        known_elsewhere.page_client = lambda: client
        known_elsewhere.doi_address = lambda doi: f"{os.environ[PLACE]}/{doi}"
