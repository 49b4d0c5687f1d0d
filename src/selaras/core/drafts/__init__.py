"""Drafts of forms: what a person types is kept while she types, and comes back when she does.

Any `<form data-draf="kunci">` on a page that loads drafts/draf.js saves itself. The view deletes
the draft when it has taken the form: `hapus_draf(user_id, kunci)`, in the same transaction.
"""
