"""The boxes: where people stand month by month, and what is done for those who need help."""
