"""Events as calendars read them."""
