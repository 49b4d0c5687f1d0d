"""What a decider typed and could not keep stands in the form, under nobody else's name."""

from selaras.simpeg.selectors.usul import Isian, with_word


def test_a_refusal_that_was_not_kept_is_not_laid_on_the_one_who_agreed_before() -> None:
    cocok = Isian("lahir", "Lahir", "–", "5 Mei 2024", "", True, "", "Petugas Unit", diputus=True)
    (ditolak,) = with_word([cocok], {"lahir": (False, "")})
    assert (ditolak.terima, ditolak.oleh) == (False, "")
    (tetap,) = with_word([cocok], {"lahir": (True, "")})
    assert tetap.oleh == "Petugas Unit"
