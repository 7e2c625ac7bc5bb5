"""What `data/gone.yaml` may hold: addresses that a server can be asked for, as it decodes them."""

from pathlib import Path

import pytest

from gone import ADDRESSES, taken


@pytest.mark.parametrize(("address", "good"), ADDRESSES.items(), ids=[ascii(one)[1:31] for one in ADDRESSES])
def test_an_address_that_no_server_can_be_asked_for_is_a_problem(address: str, good: bool, tmp_path: Path) -> None:
    assert bool(taken([address], tmp_path)) is good
