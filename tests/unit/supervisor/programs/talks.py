"""Writes short lines, and one that is longer than any buffer."""

print("un")
print()
print("deux")
print("x" * 200_000)
