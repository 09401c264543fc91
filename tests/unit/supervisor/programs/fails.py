"""Ends at once with an error."""

import sys

print("it is broken")
sys.exit(3)
