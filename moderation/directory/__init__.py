"""The review of rows that are no pages: people, organisations, committees, terms, the glossary (decision 44)."""
