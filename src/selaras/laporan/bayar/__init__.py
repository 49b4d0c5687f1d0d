"""The papers with which an SKPD asks for a month's TPP."""
