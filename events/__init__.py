"""Events, webinar series and summaries, calendars."""
