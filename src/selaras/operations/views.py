"""Health answers: no sign-in, no personal data, nothing that helps an attacker."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from selaras.core.permissions import public


@require_safe
@never_cache
@public("pemeriksaan kesehatan tanpa data")
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "hidup"})


@require_safe
@never_cache
@public("pemeriksaan kesehatan tanpa data")
def ready(request: HttpRequest) -> JsonResponse:
    """The process answers and reaches the database; 503 when it doesn't."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "sakit", "basis_data": "tidak terjangkau"}, status=503)
    return JsonResponse({"status": "sehat", "basis_data": "terjangkau"})
