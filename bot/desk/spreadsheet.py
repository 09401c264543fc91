"""What a spreadsheet must not run. Pure."""

from __future__ import annotations

# What Excel, LibreOffice and Sheets read as the beginning of a formula or a command.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def safe_cell(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe in front makes it words."""
    text = text.replace("\x00", "")  # the csv module refuses it, and so do readers
    bare = text.lstrip(" \u00a0\u202f\ufeff")
    return f"'{text}" if bare.startswith(_FORMULA) else text
