"""Canadian French: le jeudi 3 décembre 2026, and 10 h 00."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = r"G \h i"
DATETIME_FORMAT = r"j F Y, G \h i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
DAY_OF_MONTH = "j"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = r"Y-m-d G \h i"
THOUSAND_SEPARATOR = "\xa0"
DECIMAL_SEPARATOR = ","
NUMBER_GROUPING = 3

# Read by core/i18n/dates.py
FULL_DAY = "l j F Y"
IN_TEXT = "le {day}"
RANGE = "du {first} au {last}"
RANGE_SAME_MONTH = "l j"
RANGE_SAME_YEAR = "l j F"
FIRST_OF_MONTH = "1er"
CLOCK = "G\xa0\\h\xa0i"
CLOCK_FULL_HOUR = "G\xa0\\h"
HOURS = "de {first} à {last}"
AT = "à {first}"
WITH_ZONE = "{when}, {zone}"
# Names of languages begin small inside a sentence.
LANGUAGE_NAMES = "{name_lower}"
BLOCK = ("D", "j", "N")
