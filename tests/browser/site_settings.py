"""Settings of the site in browser tests: those of every day, with a neighbour on this machine in place of others."""

from cms.settings import *  # noqa: F403 - all of them
from cms.settings import INSTALLED_APPS as EVERY_DAY

# Nearly every test signs in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*EVERY_DAY, "tests.browser.neighbour.Neighbour"]
