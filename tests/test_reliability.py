"""No record is lost: the short form of every proof, each of which can fail; see ``tests.reliability``."""

from functools import partial

import pytest

from tests.systems import WINDOWS

if WINDOWS:
    pytest.skip("the proofs watch the calls and signals of POSIX", allow_module_level=True)

from tests.reliability.proofs import Proof, proofs, prove


def name(proof: Proof) -> str:
    plain = proof.func if isinstance(proof, partial) else proof
    return plain.__name__


@pytest.mark.parametrize("proof", proofs(fast=True), ids=name)
def test_no_promise_is_broken(proof: Proof) -> None:
    figures = prove(proof)
    assert figures.broken == (), "\n".join(figures.lines())
