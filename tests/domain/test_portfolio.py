"""Which projects of a portfolio are wanted: as it is typed, shown and kept in buttons."""

import pytest

from domain.health import Colour
from domain.listing import ProjectFilter
from domain.portfolio import PortfolioFilter, department_meant
from domain.refusals import Refused
from domain.roles import Role
from domain.workspaces import Department, Workspace
from tests.make import ANA, HEAD, IT


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", PortfolioFilter()),
        ("Red", PortfolioFilter(health=Colour.RED)),
        ("“red”", PortfolioFilter(ProjectFilter(text="red"))),
        ("customer red", PortfolioFilter(ProjectFilter(customer="red"))),
        ('department:"Net Works" red', PortfolioFilter(health=Colour.RED, department="Net Works")),
        ("Department network acme", PortfolioFilter(ProjectFilter(text="acme"), department="network")),
        (
            f"grey head <@{ANA}> on hold",
            PortfolioFilter(ProjectFilter.typed(f"head <@{ANA}> on hold"), Colour.GREY),
        ),
        ('"a red house"', PortfolioFilter(ProjectFilter(text="a red house"))),
    ],
)
def test_a_filter_is_read_as_typed_and_kept_in_words_that_give_it_again(typed, wanted):
    read = PortfolioFilter.typed(typed)

    assert read == wanted
    assert PortfolioFilter.typed(str(read)) == wanted


def test_a_role_without_a_name_is_the_readers_own():
    assert PortfolioFilter.typed("it-manager").projects.role is Role.IT_MANAGER


def test_a_department_is_found_by_how_it_begins_and_an_unknown_one_names_those_there_are():
    workspace = Workspace("T", departments=(Department("Network", HEAD), Department("Net Sales", IT)))

    assert department_meant("netw", workspace).head == HEAD
    with pytest.raises(Refused, match=r"more than one department. Name one of: Network, Net Sales"):
        department_meant("net", workspace)
    with pytest.raises(Refused, match=r"no department “Moon”. There are: Network, Net Sales"):
        department_meant("Moon", workspace)
    with pytest.raises(Refused, match="An administrator lists them"):
        department_meant("Moon", Workspace("T"))
