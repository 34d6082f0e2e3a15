"""Work in the background: due jobs, the worker, the task queue, scheduled publishing, the mail outbox."""
