"""Files that people hand in: kept privately, known by content, served only where a policy says so.

    register_berkas_policy("kinerja.eviden", may_see, limits=limits_of)   in the room's policies.py
    berkas = simpan_berkas(actor, upload, keperluan="kinerja.eviden")     raises BerkasDitolak
    berkas_list, pesan = take_berkas(request, "eviden", keperluan=...)    in a view: both ways in

A file belongs to whatever points to it by a foreign key; one that nothing points to is removed
after a while (tasks.py). Knows nothing of what files are evidence for.
"""
