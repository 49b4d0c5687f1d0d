"""Notices to people: in the application, and by the channels that each person chose.

from selaras.core.notify.services import notify

    notify("dikembalikan", [person_id], judul="…", isi="…", url="/…", kunci_unik="rencana:7:3")

Inside the caller's transaction: if it fails, nothing is told. The same `kunci_unik` reaches a
person once, however often it is called. Kinds are declared in jenis.yaml.
"""
