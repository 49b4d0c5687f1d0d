"""App configuration of core.workflow: reads every room's workflow.py at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkflowConfig(AppConfig):
    name = "selaras.core.workflow"
    label = "workflow"
    verbose_name = "Alur"

    def ready(self) -> None:
        autodiscover_modules("workflow")
