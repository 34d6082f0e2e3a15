"""Canadian English: Thursday, December 3, 2026, and 10:00 am.

The small letters of Django, “a”, have full stops: at the end of a sentence there would be two.
"""

DATE_FORMAT = "F j, Y"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "F j, Y, g:i A"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "F j"
DAY_OF_MONTH = "jS"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d g:i A"
THOUSAND_SEPARATOR = ","
DECIMAL_SEPARATOR = "."
NUMBER_GROUPING = 3

# Read by core/i18n/dates.py
FULL_DAY = "l, F j, Y"
IN_TEXT = "{day}"
RANGE = "{first} to {last}"
RANGE_SAME_MONTH = RANGE_SAME_YEAR = "l, F j"
FIRST_OF_MONTH = "1"
CLOCK = CLOCK_FULL_HOUR = "g:i A"
HOURS = "{first} to {last}"
AT = "{first}"
WITH_ZONE = "{when} {zone}"
LANGUAGE_NAMES = "{name}"
BLOCK = ("D", "j", "M")
