"""What is found in the words of a document, whatever kind of page it becomes: days, people, questions, links."""
