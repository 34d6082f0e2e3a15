"""Canadian English: Thursday, December 3, 2026, and 10:00 am."""

DATE_FORMAT = "F j, Y"
TIME_FORMAT = "g:i a"
DATETIME_FORMAT = "F j, Y, g:i a"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "F j"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d g:i a"
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
