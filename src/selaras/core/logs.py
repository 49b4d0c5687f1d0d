"""Logs: one line per event with time, level, reference and fields; JSON when machines read it.

Each request has a reference number, shown on error pages and in the answer's header, so that a
number read out on the telephone leads to its lines. Secrets that stand in an address are left out,
whoever logs it. Knows nothing else of what is logged.
"""

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

_reference: ContextVar[str] = ContextVar("acuan", default="")
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}

# A site's secret in a machine's address (perangkat.adms.urls), also where the rest is mistyped.
_SECRET = re.compile(
    r"""((?:^|(?<=[/'"=\s]))m/+|/iclock/+(?!(?:cdata|getrequest|devicecmd|fdata|ping)(?:\.aspx)?"""
    r"""(?:[?\s'"\\]|$)))[^/?\s'"\\]+""",
    re.IGNORECASE,
)


def without_secrets(text: str) -> str:
    """The text with `***` for what opens a door."""
    return _SECRET.sub(r"\1***", text)


def current_reference() -> str:
    """The reference of the request being answered, else a new one."""
    return _reference.get() or new_reference()


def new_reference() -> str:
    """Short enough to be read out, long enough not to repeat within the kept logs."""
    return secrets.token_hex(4).upper()


class ReferenceMiddleware:
    """Gives each request its reference; stands first, so that every line has it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _reference.set(new_reference())
        try:
            response = self.get_response(request)
            response["X-Nomor-Rujukan"] = _reference.get()
            return response
        finally:
            _reference.reset(token)


class _Fields(logging.Formatter):
    """What both forms share: the reference, and the fields given as `extra`."""

    def fields(self, record: logging.LogRecord) -> dict[str, Any]:
        extra = {k: v for k, v in vars(record).items() if k not in _PLAIN}
        reference = extra.pop("rujukan", "") or _reference.get()
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            extra |= {"metode": request.method, "jalur": request.path}
        return ({"rujukan": reference} if reference else {}) | extra


class LineFormatter(_Fields):
    """For people at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        fields = " ".join(f"{k}={v}" for k, v in self.fields(record).items())
        text = super().format(record)
        first, _, rest = text.partition("\n")
        return without_secrets(f"{first} {fields}".rstrip() + (f"\n{rest}" if rest else ""))


class JsonFormatter(_Fields):
    """For machines; one object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "waktu": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "tingkat": record.levelname,
            "pencatat": record.name,
            "pesan": record.getMessage(),
        }
        line |= self.fields(record)
        if record.exc_info:
            line["jejak"] = self.formatException(record.exc_info)
        return without_secrets(json.dumps(line, ensure_ascii=False, default=str))


def logging_config(*, as_json: bool, level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, where the service manager collects it."""
    kind = JsonFormatter if as_json else LineFormatter
    line = "%(asctime)s %(levelname)s %(name)s %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"selaras": {"()": kind, "format": line}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "selaras"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "selaras": {"level": level},
            "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "django.request": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
        },
    }
