"""From a sheet to drafts: what each row would do, doing it, and taking it back."""
