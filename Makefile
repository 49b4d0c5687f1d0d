# Selaras. `make` alone lists what there is.
.PHONY: help demo test lint types layers bench docs lock
LOCK = --universal --generate-hashes --no-header --no-annotate -q
PY = $${SELARAS_VENV:-.venv}/bin/python
# As the launcher does: the tests start programs by the hundred, and each would compile them anew.
unexport PYTHONDONTWRITEBYTECODE

help:
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

demo: ## coba di komputer ini: pasang semua, muat kabupaten contoh, layani
	@./selaras demo

test: siap ## seluruh rangkaian uji, peramban termasuk; PEKERJA=1 satu per satu
	@$(PY) tests/siapkan_peramban.py && $(PY) -m selaras.operations.frontend
	@$(PY) -m pytest -n $(or $(PEKERJA),auto) --maxprocesses 8 --dist loadfile --max-worker-restart 0 $(ARGS)

lint: siap ## gaya dan kesalahan umum
	@$(PY) -m ruff check src tests && $(PY) -m ruff format -q --check src tests

types: siap ## tipe
	@$(PY) -m mypy src

layers: siap ## siapa boleh mengimpor siapa
	@PYTHONPATH=src $${SELARAS_VENV:-.venv}/bin/lint-imports

bench: ## ukur satu bulan dan halaman-halaman
	@./selaras bench bulan --pegawai 50000 --json
	@./selaras bench halaman --pegawai 50000 --json

docs: siap ## periksa bahwa dokumen benar: tautan, contoh, daftar kata
	@$(PY) -m pytest tests/kesehatan $(ARGS)

lock: ## perbarui berkas kunci paket Python (perlu uv)
	@uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	@uv pip compile $(LOCK) --extra dev pyproject.toml -o requirements-dev.lock

.PHONY: siap
siap:
	@./selaras --siapkan-uji
