import pytest

from tests.office import Office


@pytest.mark.parametrize("first", ["app_uninstalled", "tokens_revoked"])
def test_a_workspace_that_removes_the_app_is_forgotten(office: Office, first: str) -> None:
    office.ask("zzqx vvkw jjpf")
    assert office.gaps()
    office.slack.uninstall(first)
    assert not office.gaps()
