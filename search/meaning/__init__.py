"""Meaning, as an option: pages that are close to a question in meaning, offered where its words do not suffice."""
