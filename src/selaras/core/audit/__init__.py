"""The trail: services record what they do, pages record the masked data they show.

from selaras.core.audit.services import record, record_change, record_read, state_of
"""
