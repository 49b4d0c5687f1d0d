"""App configuration of core.jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "selaras.core.jobs"
    label = "jobs"
