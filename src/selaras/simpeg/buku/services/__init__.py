"""Writes of the book: gathering and typesetting it (susun), the region's outline (wilayah)."""
