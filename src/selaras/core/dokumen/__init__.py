"""Documents on paper: a typst template and its data become a PDF. Knows no domain."""

from selaras.core.dokumen.pdf import DocumentError, render_pdf
from selaras.core.dokumen.terpisah import in_turn, render_apart

__all__ = ["DocumentError", "in_turn", "render_apart", "render_pdf"]
