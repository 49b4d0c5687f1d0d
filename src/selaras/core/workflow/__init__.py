"""One workflow for every document: the table of steps, the one function that moves a document.

from selaras.core.workflow.definition import Transition, Wait, Workflow, approval
from selaras.core.workflow.models import Dokumen
from selaras.core.workflow.registry import Ringkas, register
from selaras.core.workflow.engine import apply, apply_many, available, undo

How a room joins: docs/panduan-pengembang/alur.md.
"""
