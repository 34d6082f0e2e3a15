"""The resource database: pages, findings, spreadsheets in and out, citations, OAI-PMH, duplicates."""
