"""What a page says, in passages short enough to mean one thing."""

# Measured: longer passages say too much at once, shorter ones too little (decision "meaning as an option").
WORDS = 80
# Of one page; what stands behind them is found by its words.
MOST = 60


def passages(title: str, text: str) -> list[str]:
    """The text in passages, each with the title before it; the title alone where there is no text."""
    words = text.split()[: WORDS * MOST]
    starts = range(0, max(1, len(words)), WORDS)
    return [f"{title}. {' '.join(words[start : start + WORDS])}".strip() for start in starts]
