"""Documents on paper: a typst template and its data become a PDF. Knows no domain."""

from selaras.core.dokumen.pdf import DocumentError, render_pdf

__all__ = ["DocumentError", "render_pdf"]
