"""Steps of review, reviews of imports and of rows, and letters that wait for a message of the day."""

from moderation.models.import_reviews import ImportReview, ReviewEntry
from moderation.models.review_steps import REVIEW, ReviewReader, ReviewTask
from moderation.models.row_reviews import RowReview
from moderation.models.waiting_letters import WaitingLetter

__all__ = ["REVIEW", "ImportReview", "ReviewEntry", "ReviewReader", "ReviewTask", "RowReview", "WaitingLetter"]
